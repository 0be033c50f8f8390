import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { ExportLine } from './exported'

const most = 100

type Row = Omit<ExportLine, 'reason' | 'isOwn' | 'canAnswer'> & {
  readonly words: Uint8Array
  readonly askerId: string
}

const readExports = async (
  tx: InSql,
  actor: Actor,
  id: string | null,
): Promise<readonly ExportLine[]> => {
  if (!may(actor, 'export-data') && !may(actor, 'agree-to-exports')) throw new NotFound()
  const rows = await tx.$queryRaw<Row[]>`
    with page as (
      select * from export where id = ${id}::uuid or ${id}::uuid is null
      order by asked_at desc, id limit ${most}
    ), named as materialized (
      select * from names_of(array(select asked_by from page))
    )
    select id::text, kind, format, period, state, row_count as "rowCount", done, words,
      asked_at as "askedAt", asked_by::text as "askerId", expires_at as "expiresAt",
      coalesce((select name from named where named.id = page.asked_by),
        (select name from account where account.id = page.asked_by), '') as "askedBy"
    from page order by asked_at desc, id`
  return rows.map(({ words, askerId, ...row }) => ({
    ...row,
    reason: openAnswers<string>(words, places.exportWords(row.id)),
    isOwn: askerId === actor.accountId,
    canAnswer:
      row.state === 'asked' && askerId !== actor.accountId && may(actor, 'agree-to-exports'),
  }))
}

/**
 * The exports that the actor asked for, and for a second person everybody's, the newest first. Nobody
 * but the asker ever sees a file.
 * @throws NotFound where the role neither takes data away nor agrees to it
 */
export const findExports = (actor: Actor): Promise<readonly ExportLine[]> =>
  withActorInSql(actor, (tx) => readExports(tx, actor, null))

/** One export, in a transaction that is open already: as `findExport`. */
export const readExport = async (tx: InSql, actor: Actor, typed: string): Promise<ExportLine> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success) throw new NotFound()
  const [found] = await readExports(tx, actor, id.data)
  if (!found) throw new NotFound()
  return found
}

/**
 * One export.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findExport = (actor: Actor, typed: string): Promise<ExportLine> =>
  withActorInSql(actor, (tx) => readExport(tx, actor, typed))
