import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import { readExport } from './find-exports'
import { formats } from './formats'
import { kinds } from './kinds'

export interface FetchedExport {
  readonly bytes: ReadableStream<Uint8Array>
  readonly type: string
  readonly fileName: string
}

/**
 * Hands out the file of an export to whoever asked for it, part by part. That it was fetched is
 * recorded before the first byte leaves.
 * @throws NotFound where there is none, or somebody else asked for it
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws NotAllowed where there is no file yet, or none any more
 */
export const fetchExport = async (actor: Actor, typed: string): Promise<FetchedExport> => {
  requirePermission(actor, 'export-data')
  const at = now()
  const line = await withActorInSql(actor, async (tx) => {
    const found = await readExport(tx, actor, typed)
    if (!found.isOwn) throw new NotFound()
    requirePermission(actor, kinds[found.kind].needs)
    if (found.state !== 'ready' || !found.expiresAt || found.expiresAt <= at)
      throw new NotAllowed('There is no file here now. Ask for a new one')
    await recordEvent(tx, 'export.fetched', null, { export: found.id, rows: found.done })
    return found
  })
  let number = 0
  const next = () =>
    withActorInSql(
      actor,
      (tx) => tx.$queryRaw<{ bytes: Uint8Array }[]>`
        select bytes from export_part where export_id = ${line.id}::uuid and number = ${number}`,
    )
  return {
    type: formats[line.format].type,
    fileName: `${line.kind}-${isoDay(line.askedAt)}.${line.format}`,
    bytes: new ReadableStream({
      pull: async (controller) => {
        const [part] = await next()
        if (!part) return controller.close()
        const sealed = places.exportPart(line.id, number)
        controller.enqueue(Buffer.from(openAnswers<string>(part.bytes, sealed), 'base64'))
        number += 1
      },
    }),
  }
}
