import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed } from '@/lib/refusals'
import { readExport } from './find-exports'

/**
 * Agrees to a large export or refuses it, as the second person. The database records it, and tells
 * whoever asked.
 * @throws NotFound where there is none, or the actor is nobody's second person
 * @throws NeedsProof where they have not proved lately that it is them
 * @throws NotAllowed where the actor asked for it
 * @throws Changed where it was answered first
 */
export const answerExport = async (
  actor: Actor,
  typed: string,
  { agree }: { readonly agree: boolean },
): Promise<void> => {
  requirePermission(actor, 'agree-to-exports')
  await withActorInSql(actor, async (tx) => {
    const { id, isOwn } = await readExport(tx, actor, typed)
    if (isOwn) throw new NotAllowed('It takes a second person: somebody else must agree')
    const [row] = await tx.$queryRaw<{ done: boolean }[]>`
      select answer_export(${id}::uuid, ${agree}::boolean, ${now()}::timestamptz) as done`
    if (!row?.done) throw new Changed('Somebody answered this first, or it waits for nobody')
  })
}
