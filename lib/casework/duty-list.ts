import type { DutyKind } from './duties'

/** How many duties a page shows. */
export const dutiesOnPage = 50

/** One duty that nobody has settled yet. */
export interface DutyLine {
  readonly id: string
  readonly reference: string
  readonly kind: DutyKind
  readonly owner: string
  readonly priority: string
  readonly openedAt: Date
  readonly dueAt: Date
  /** When the next role was told that it is overdue. */
  readonly escalatedAt: Date | null
}

/** A page of the duties that are not settled, the one that is due first at the top. */
export interface DutyList {
  readonly duties: readonly DutyLine[]
  readonly unmet: number
  readonly overdue: number
  readonly page: number
  readonly hasMore: boolean
}

/** A page's number as it stands in an address; 1 where it is none. */
export const readPage = (text: string | null) =>
  /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : 1
