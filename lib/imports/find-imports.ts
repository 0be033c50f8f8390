import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { ImportLine, ImportPreview } from './import'
import type { SheetRead } from './past-referrals'
import type { SheetForm } from './refused'

const most = 100

const line = {
  ...{ id: true, form: true, uploadedAt: true, expiresAt: true, rowCount: true },
  ...{ goodCount: true, acceptedAt: true, undoneAt: true },
} as const

/** What waits for the actor, and what any lead accepted: what nobody accepted in time is gone. */
const isHere = (at: Date) => ({ OR: [{ acceptedAt: { not: null } }, { expiresAt: { gt: at } }] })

/**
 * The imports that were accepted, and those of the actor that wait to be, the newest first.
 * @throws NotFound where the actor does not import
 */
export const findImports = async (actor: Actor): Promise<readonly ImportLine[]> => {
  if (!may(actor, 'import-past-referrals')) throw new NotFound()
  const rows = await withActor(actor, (tx) =>
    tx.import.findMany({
      where: isHere(now()),
      orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
      take: most,
      select: line,
    }),
  )
  return rows.map((row) => ({ ...row, form: row.form as SheetForm }))
}

/**
 * One import, in a transaction that is open already; with what was read of it while it waits.
 * @throws NotFound where there is none, its time is over, or it is not this actor's to see
 */
export const readImport = async (
  tx: Tx,
  actor: Actor,
  typed: string,
): Promise<ImportLine | ImportPreview> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !may(actor, 'import-past-referrals')) throw new NotFound()
  const row = await tx.import.findFirst({
    where: { id: id.data, ...isHere(now()) },
    select: { ...line, preview: true },
  })
  if (!row) throw new NotFound()
  const { preview, ...found } = row
  const known = { ...found, form: found.form as SheetForm }
  return preview
    ? { ...known, sheet: openAnswers<SheetRead>(preview, places.importPreview(known.id)) }
    : known
}

/** One import: as `readImport`. */
export const findImport = (actor: Actor, typed: string): Promise<ImportLine | ImportPreview> =>
  withActor(actor, (tx) => readImport(tx, actor, typed))

/**
 * An import that waits to be accepted, for its report of mistakes.
 * @throws NotFound where it does not wait, or as `readImport`
 */
export const findPreview = async (actor: Actor, typed: string): Promise<ImportPreview> => {
  const found = await findImport(actor, typed)
  if (!('sheet' in found)) throw new NotFound()
  return found
}
