import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { changeCase } from './change-case'
import { Refusal } from './refusal'

/**
 * Lets a person or an organisation see a case again that was kept from them: one lead or supervisor asks,
 * and another does it. Source: ASVS 5.0, 2.3.5.
 * @param step `ask` by the first, `lift` by the second
 * @throws NotFound where there is nothing of the kind that this actor may see
 * @throws NotAllowed where the actor is not a second person
 * @throws Changed where somebody else was first
 */
export const liftKept = (
  actor: Actor,
  {
    reference,
    kept: typed,
    step,
  }: {
    readonly reference: string
    readonly kept: string
    readonly step: 'ask' | 'lift'
  },
): Promise<'asked' | 'lifted'> =>
  changeCase<'asked' | 'lifted'>(actor, { reference, action: 'lift_kept' }, async (tx, read) => {
    const refuse = (because: 'not_found' | 'role' | 'version', error: Error) =>
      new Refusal<'asked' | 'lifted'>(because, error)
    if (!may(actor, 'keep-cases-from'))
      return refuse('role', new NotAllowed('Leads and supervisors do this'))
    const id = z.uuid().safeParse(typed).data
    const row = id && (await tx.keptFrom.findFirst({ where: { id, referralId: read.id } }))
    if (!row) return refuse('not_found', new NotFound())
    const first = new Changed('Somebody else has done this already. Look at it again')
    const at = now()
    if (step === 'ask') {
      const { count } = await tx.keptFrom.updateMany({
        where: { id: row.id, liftAskedBy: null, liftedAt: null },
        data: { liftAskedBy: actor.accountId, liftAskedAt: at },
      })
      if (count !== 1) return refuse('version', first)
      await queueMessages(tx, read, [
        { type: 'kept.lift_asked', recipient: 'role:safeguarding_lead' },
        { type: 'kept.lift_asked', recipient: 'role:police_supervisor' },
      ])
      await recordEvent(tx, 'case.lift_asked', read.id, { kept: row.id })
      return 'asked'
    }
    if (row.liftAskedBy === null || row.liftAskedBy === actor.accountId)
      return refuse('role', new NotAllowed('It takes a second person to let them see it again'))
    const { count } = await tx.keptFrom.updateMany({
      where: { id: row.id, liftAskedBy: row.liftAskedBy, liftedAt: null },
      data: { liftedBy: actor.accountId, liftedAt: at },
    })
    if (count !== 1) return refuse('version', first)
    await recordEvent(tx, 'case.lifted', read.id, { kept: row.id })
    return 'lifted'
  })
