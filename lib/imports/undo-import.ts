import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { Changed, NotAllowed } from '@/lib/refusals'
import { readImport } from './find-imports'
import { canUndo } from './import'

/**
 * Takes the referrals of an import out again, within a week. Any lead may: what was wrongly imported is
 * in everybody's figures.
 * @returns how many were taken out
 * @throws NotFound where there is no such import
 * @throws NotAllowed where it was not accepted, or its week is over
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws Changed where it was undone first
 */
export const undoImport = async (actor: Actor, typed: string): Promise<number> => {
  requirePermission(actor, 'import-past-referrals')
  return withActor(actor, async (tx) => {
    const at = now()
    const found = await readImport(tx, actor, typed)
    if (found.undoneAt) throw new Changed('This import was undone already')
    if (!canUndo(found, at))
      throw new NotAllowed('An import can be undone for 7 days after it was accepted')
    const { id } = found
    const { count: removed } = await tx.pastReferral.deleteMany({ where: { importId: id } })
    const { count } = await tx.import.updateMany({
      where: { id, undoneAt: null },
      data: { undoneAt: at, undoneBy: actor.accountId },
    })
    if (count !== 1) throw new Changed('This import was undone already')
    await recordEvent(tx, 'import.undone', null, { import: id, removed })
    return removed
  })
}
