import type { Role } from '@/lib/access/roles'

/** How far back the lead's list goes. */
export const openingDays = 28

/** One time that somebody opened a case outside their own work. */
export interface OpeningLine {
  readonly reference: string
  readonly at: Date
  readonly name: string
  readonly role: Role
  readonly organisation: string
  readonly reason: string
  readonly words: string | undefined
}

/** How often somebody did. */
export interface OpenerCount {
  readonly name: string
  readonly role: Role
  readonly organisation: string
  readonly times: number
  /** Of how many different cases. */
  readonly cases: number
}

/** A time that somebody opened more cases in an hour than is usual. */
export interface ManyOpened {
  readonly at: Date
  readonly name: string
  readonly role: Role
  readonly organisation: string
}

export interface Openings {
  readonly list: readonly OpeningLine[]
  readonly byPerson: readonly OpenerCount[]
  readonly many: readonly ManyOpened[]
}

/** How often each person opened cases outside their own work, the most often first. */
export const countByPerson = (
  list: readonly (Omit<OpeningLine, 'words'> & { readonly accountId: string })[],
): readonly OpenerCount[] =>
  [...new Set(list.map(({ accountId }) => accountId))]
    .flatMap((accountId): readonly OpenerCount[] => {
      const theirs = list.filter((one) => one.accountId === accountId)
      const [one] = theirs
      if (!one) return []
      const { name, role, organisation } = one
      const cases = new Set(theirs.map(({ reference }) => reference)).size
      return [{ name, role, organisation, times: theirs.length, cases }]
    })
    .sort((one, other) => other.times - one.times || one.name.localeCompare(other.name))
