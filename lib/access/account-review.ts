/** What of an account says whether somebody must confirm it. */
export interface ReviewedAccount {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly organisation: { readonly name: string }
  readonly createdAt: Date
  /** When it was last let in again. */
  readonly enabledAt: Date | null
  readonly certifiedAt: Date | null
  readonly lastSignedInAt: Date | null
}

const latest = (...moments: readonly (Date | null)[]) =>
  Math.max(...moments.map((moment) => moment?.getTime() ?? 0))

const day = 24 * 60 * 60 * 1000

/**
 * Whether it is time to confirm that somebody still works here: a quarter of a year after somebody
 * made, let in or confirmed the account. `find_review_due` of the database says the same of all.
 * @param days after how many
 */
export const isDue = (
  { createdAt, enabledAt, certifiedAt }: ReviewedAccount,
  at: Date,
  days: number,
) => latest(createdAt, enabledAt, certifiedAt) <= at.getTime() - days * day

/** The field of the review's form that is about one account. */
export const reviewField = (accountId: string) => `account-${accountId}`

/** What was said of each account: keep it, or close it. Anything else that was posted is dropped. */
export const readReview = (form: URLSearchParams) => {
  const idsOf = (said: string) => [
    ...new Set(
      [...form].flatMap(([name, value]) =>
        value === said && name.startsWith('account-') ? [name.slice('account-'.length)] : [],
      ),
    ),
  ]
  const close = idsOf('close')
  return { close, keep: idsOf('keep').filter((id) => !close.includes(id)) }
}
