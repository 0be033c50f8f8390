import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'
import { readImport } from './find-imports'
import type { ImportPreview } from './import'
import type { GoodRow } from './past-referrals'

const rowOf = (importId: string, { referral }: GoodRow) => {
  const { organisation, exploitation, receivedOn, routes, outcomes, ...values } = referral
  return {
    ...values,
    importId,
    receivedOn: new Date(receivedOn),
    organisationType: organisation.type,
    organisation: organisation.slug,
    exploitation: [...exploitation],
    routes: [...routes],
    outcomes: outcomes.map((one) => ({ ...one })),
  }
}

/**
 * Saves the referrals of a spreadsheet that somebody has looked through: all of them, or none where a
 * row has a mistake and nobody said to leave such rows out.
 * @returns how many were saved; `undefined` where nothing was, with what waits still
 * @throws NotFound where nothing waits, or it is not this actor's
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws Changed where it was accepted in another tab, or somebody imported one of them meanwhile
 */
export const acceptImport = async (
  actor: Actor,
  typed: string,
  leaveOut: boolean,
): Promise<{ readonly saved: number } | { readonly preview: ImportPreview }> => {
  requirePermission(actor, 'import-past-referrals')
  return withActor(actor, async (tx) => {
    const preview = await readImport(tx, actor, typed)
    if (!('sheet' in preview)) throw new Changed('This spreadsheet was imported already')
    const { id, sheet, rowCount } = preview
    const saved = sheet.good.length
    if (saved === 0 || (saved < rowCount && !leaveOut)) return { preview }
    const { count } = await tx.import.updateMany({
      where: { id, acceptedAt: null },
      data: { acceptedAt: now(), preview: null },
    })
    if (count !== 1) throw new Changed('This spreadsheet was imported already')
    const added = await tx.pastReferral.createMany({
      data: sheet.good.map((row) => rowOf(id, row)),
      skipDuplicates: true,
    })
    if (added.count !== saved)
      throw new Changed(
        'Somebody imported some of these referrals first. Nothing was saved. Upload the spreadsheet again',
      )
    await recordEvent(tx, 'import.accepted', null, {
      import: id,
      saved,
      leftOut: rowCount - saved,
    })
    return { saved }
  })
}
