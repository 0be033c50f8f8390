import { addDays } from 'date-fns'
import { limits } from './limits'
import type { SheetForm } from './refused'
import type { SheetRead } from './past-referrals'

/** An import as the list of them shows it. */
export interface ImportLine {
  readonly id: string
  readonly form: SheetForm
  readonly uploadedAt: Date
  /** Until when it can be accepted, where it was not. */
  readonly expiresAt: Date
  /** Rows of referrals in the sheet, and those without a mistake. */
  readonly rowCount: number
  readonly goodCount: number
  readonly acceptedAt: Date | null
  readonly undoneAt: Date | null
}

/** An import that waits to be accepted. */
export interface ImportPreview extends ImportLine {
  readonly sheet: SheetRead
}

/** Until when an import can be undone; `undefined` where it was not accepted, or was undone. */
export const undoneBy = ({ acceptedAt, undoneAt }: ImportLine): Date | undefined =>
  acceptedAt && !undoneAt ? addDays(acceptedAt, limits.undo) : undefined

export const canUndo = (line: ImportLine, now: Date): boolean => {
  const until = undoneBy(line)
  return until !== undefined && now < until
}

/** The address of an import's page. */
export const importPath = (id: string) => `/imports/${id}`
