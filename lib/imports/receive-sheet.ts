import { randomUUID } from 'node:crypto'
import { addHours } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Upload } from '@/lib/http/read-upload'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { isoDay, showDay } from '@/lib/wording/london-time'
import { limits } from './limits'
import { pastReferralsIn, withoutDoubles, type SheetRead } from './past-referrals'
import { readSheet } from './read-sheet'
import type { Refused } from './refused'

/** Why nothing of a sheet was read; `needs` names the columns that are not there. */
export interface SheetRefused {
  readonly refused: Refused
  readonly needs?: readonly string[]
}

/** The referrals that were imported before, each with the day of its import. */
const readBefore = async (tx: Tx, sheet: SheetRead) => {
  const oldReference = { in: sheet.good.map(({ referral }) => referral.oldReference) }
  const rows = await tx.pastReferral.findMany({
    where: { oldReference },
    select: { oldReference: true, import: { select: { acceptedAt: true } } },
  })
  return new Map(
    rows.map(({ oldReference, import: { acceptedAt } }) => [
      oldReference,
      acceptedAt ? showDay(acceptedAt) : '',
    ]),
  )
}

/**
 * Reads a spreadsheet of past referrals and keeps what it read, sealed, for a day: nothing is imported
 * before whoever uploaded it has seen it and accepted it. The file itself is not kept.
 * @returns the import that waits, or why nothing was read
 * @throws NotFound where the actor does not import
 * @throws NeedsProof where the actor has not proved lately that it is them
 */
export const receiveSheet = async (
  actor: Actor,
  file: Upload['file'],
): Promise<{ readonly import: string } | SheetRefused> => {
  requirePermission(actor, 'import-past-referrals')
  const read = await readSheet(file)
  if ('refused' in read) return read
  const at = now()
  const found = pastReferralsIn(read.cells, isoDay(at))
  if ('refused' in found) return found
  return withActor(actor, async (tx) => {
    const sheet = withoutDoubles(found, await readBefore(tx, found))
    const id = randomUUID()
    const counts = { rowCount: sheet.rowCount, goodCount: sheet.good.length }
    await tx.import.create({
      data: {
        ...{ id, form: read.form, uploadedBy: actor.accountId, uploadedAt: at },
        ...{ expiresAt: addHours(at, limits.waits), ...counts },
        preview: sealAnswers(sheet, places.importPreview(id)),
      },
    })
    await recordEvent(tx, 'import.previewed', null, { import: id, as: read.form, ...counts })
    return { import: id }
  })
}
