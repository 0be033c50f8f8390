import type { Casework } from './casework'
import type { CorrectionRead } from './correction'
import type { ConsentRead } from '@/lib/consent/consent-read'
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
  /** The actor may keep it from somebody. */
  readonly mayKeepFrom: boolean
  /** What the audience may see of what was typed, and nothing else. */
  readonly typed: RawAnswers
  readonly detailsVersion: number
  /** What was corrected after sending, of what the audience may see, the oldest first. */
  readonly corrections: readonly CorrectionRead[]
  /** What happened to it and what can be done. */
  readonly work: Casework
  /** The ledger of what the person agreed to, the oldest first. */
  readonly consents: readonly ConsentRead[]
}
