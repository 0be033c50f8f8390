import type { Audience } from '@/lib/disclosure/field-sets'
import type { RawAnswers } from '@/lib/journey/question'
import type { Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'

/** A referral as one actor sees it. */
export interface Case {
  readonly id: string
  readonly reference: string
  readonly submittedAt: Date
  readonly dueAt: Date
  readonly organisation: string
  readonly facts: ReferralFacts
  readonly decision: Decision
  readonly audience: Audience
  /** The actor is the person who sent it. */
  readonly isOwn: boolean
  /** What the audience may see of what was typed, and nothing else. */
  readonly typed: RawAnswers
  readonly detailsVersion: number
  readonly items: readonly {
    readonly queue: string
    readonly state: string
    readonly dueAt: Date
  }[]
  readonly consents: readonly {
    readonly purpose: string
    readonly answer: string
    readonly recordedAt: Date
  }[]
  readonly history: readonly {
    readonly sequence: bigint
    readonly at: Date
    readonly type: string
    readonly role: string | null
    readonly organisation: string
  }[]
}
