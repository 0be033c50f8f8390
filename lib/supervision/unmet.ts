import { isDuty, type DutyKind } from '@/lib/casework/duties'

/** What of one kind is not done, by whose it is. */
export interface UnmetLine {
  /** A duty; or cases that are overdue. */
  readonly kind: DutyKind | 'case'
  readonly unmet: number
  /** Of those: past the time by which it had to be done. */
  readonly overdue: number
  /** When the first of them was due. */
  readonly oldest: Date
}

export interface UnmetOwner {
  /** An organisation, or those who work a queue. */
  readonly owner: string
  readonly lines: readonly UnmetLine[]
}

export interface Unmet {
  /** The one with the most that is overdue first. */
  readonly owners: readonly UnmetOwner[]
  readonly unmetDuties: number
  readonly overdueDuties: number
  readonly overdueCases: number
  /** When the last monthly summary was sent. */
  readonly lastDigest: Date | undefined
}

/** What is not done, as the database counts it. */
export interface UnmetCount {
  readonly owner: string
  readonly kind: string
  readonly unmet: number
  readonly overdue: number
  readonly oldest: Date
}

const overdueOf = ({ lines }: UnmetOwner) => lines.reduce((sum, { overdue }) => sum + overdue, 0)

const isKnown = (kind: string): kind is UnmetLine['kind'] => kind === 'case' || isDuty(kind)

interface Owned extends UnmetLine {
  readonly owner: string
}

/** What is not done, gathered by whose it is, and in all. */
export const gatherUnmet = (counts: readonly UnmetCount[], lastDigest: Date | undefined): Unmet => {
  const known = counts.flatMap(({ kind, ...count }): readonly Owned[] =>
    isKnown(kind) ? [{ kind, ...count }] : [],
  )
  const duties = known.filter(({ kind }) => kind !== 'case')
  const sum = (lines: readonly Owned[], of: 'unmet' | 'overdue') =>
    lines.reduce((all, line) => all + line[of], 0)
  return {
    owners: [...new Set(known.map(({ owner }) => owner))]
      .map((owner) => ({ owner, lines: known.filter((one) => one.owner === owner) }))
      .toSorted(
        (one, other) =>
          overdueOf(other) - overdueOf(one) || one.owner.localeCompare(other.owner, 'en-GB'),
      ),
    unmetDuties: sum(duties, 'unmet'),
    overdueDuties: sum(duties, 'overdue'),
    overdueCases: sum(known, 'overdue') - sum(duties, 'overdue'),
    lastDigest,
  }
}
