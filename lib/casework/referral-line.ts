import type { Outcomes } from './outcomes'

/** One line of a list of referrals: how urgent it is and where it stands. No answers. */
export interface ReferralLine {
  readonly reference: string
  readonly submittedAt: Date
  readonly dueAt: Date
  readonly priority: string
  readonly primary: string
  readonly organisation: { readonly name: string }
  readonly items: readonly {
    readonly queue: string
    readonly state: string
    /** The organisation that it was handed to. */
    readonly handler: string | null
  }[]
  readonly outcomes: Outcomes
}
