import { addMonths } from 'date-fns'
import { purposeOf, type Purpose } from './purposes'

/** One entry of the ledger: what was asked for one purpose, and what the person answered. */
export interface Entry {
  readonly purpose: string
  readonly answer: string
  readonly capacity: string
  readonly recordedAt: Date
  readonly expiresAt: Date | null
  /** Of an agreement to sharing: with whom. */
  readonly organisationId: string | null
}

/** What stands for a purpose now. */
export const standings = {
  allowed: 'They agree',
  refused: 'They do not agree',
  withdrawn: 'They changed their mind',
  expired: 'They agreed, and it is time to ask again',
  cannot_decide: 'They may not be able to decide',
  never_asked: 'They have not been asked',
} as const

export type Standing = keyof typeof standings

/** Until when an agreement that is given now holds; `null`: until it is taken back. */
export const expiryOf = (purpose: Purpose, answer: string, at: Date): Date | null => {
  const { months } = purposeOf(purpose)
  return answer === 'given' && months !== undefined ? addMonths(at, months) : null
}

/** Of two entries of one moment, the one that allows less comes last. */
const strictness = ['given', 'not_asked', 'not_safe', 'refused', 'withdrawn']

const isLater = (one: Entry, other: Entry) =>
  +one.recordedAt - +other.recordedAt ||
  strictness.indexOf(one.answer) - strictness.indexOf(other.answer)

/** The newest entry for a purpose, and for an organisation where one is named. */
export const newestOf = <One extends Entry>(
  entries: readonly One[],
  purpose: Purpose,
  organisationId: string | null = null,
): One | undefined =>
  entries
    .filter((one) => one.purpose === purpose && one.organisationId === organisationId)
    .toSorted(isLater)
    .at(-1)

const standingOf = ({ answer, capacity, expiresAt }: Entry, at: Date): Standing => {
  if (answer === 'withdrawn' || answer === 'refused') return answer
  if (answer !== 'given') return 'never_asked'
  if (capacity !== 'no_concern') return 'cannot_decide'
  return expiresAt && expiresAt <= at ? 'expired' : 'allowed'
}

/**
 * What stands for one purpose at a moment: what was said last. Each purpose stands alone, and so does
 * each organisation. Nothing is taken to be agreed: UK GDPR art. 4(11), art. 7(3).
 */
export const stands = (
  entries: readonly Entry[],
  purpose: Purpose,
  at: Date,
  organisationId: string | null = null,
): Standing => {
  const newest = newestOf(entries, purpose, organisationId)
  return newest ? standingOf(newest, at) : 'never_asked'
}

/** Whether the person has not said that nobody may contact them. How it is safe, the contact plan says. */
export const mayContact = (entries: readonly Entry[], at: Date): boolean =>
  !['refused', 'withdrawn'].includes(stands(entries, 'contact', at))

/** What a share is for, and with whom. */
export interface Sharing {
  readonly purpose: string
  readonly organisationId: string
}

/**
 * Whether the person agreed to a share: to sharing with this organisation by name, or to what the share
 * is for. What they said of the organisation comes first.
 */
export const agreesToShare = (
  entries: readonly Entry[],
  { purpose, organisationId }: Sharing,
  at: Date,
): boolean => {
  const named = stands(entries, 'sharing', at, organisationId)
  if (named !== 'never_asked') return named === 'allowed'
  return (['support', 'police_identity'] as const).some(
    (one) => purposeOf(one).shares.includes(purpose) && stands(entries, one, at) === 'allowed',
  )
}
