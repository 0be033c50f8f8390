import type { Action, Priority } from '@/lib/routing/queues'

/** What the sender of a referral may always see of it, even where the case is kept from them. */
export interface Receipt {
  readonly reference: string
  readonly submittedAt: Date
  readonly priority: Priority
  readonly primary: string
  readonly dueAt: Date
  readonly actions: readonly Action[]
  /** The case does not exist to the sender's organisation. */
  readonly hidden: boolean
}

/** A receipt as the partner API gives it. */
export const showReceipt = ({
  reference,
  submittedAt,
  priority,
  primary,
  dueAt,
  actions,
}: Receipt) => ({
  reference,
  submittedAt,
  priority,
  primary,
  dueAt,
  actions,
})
