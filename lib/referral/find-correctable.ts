import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { readPresentAnswers } from './read-present-answers'
import { readReference } from './reference'

/** Reads a referral that the actor may correct, in a transaction that is open already. */
export const readCorrectable = async (tx: Tx, actor: Actor, reference: string) => {
  const row = await tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      reference: true,
      accountId: true,
      submittedAt: true,
      facts: true,
      decision: true,
      revisedFacts: true,
      revisedDecision: true,
      priority: true,
      hiddenFrom: true,
      organisation: true,
      items: { where: { queue: 'NRM', finishedAt: null }, select: { id: true } },
    },
  })
  if (!row) throw new NotFound()
  await requireEntry(tx, row.reference)
  const isOwn = may(actor, 'refer') && row.accountId === actor.accountId
  const isDesk = may(actor, 'work-nrm-queue') && row.items.length > 0
  if (!isOwn && !isDesk)
    throw new NotAllowed('Only whoever sent a referral corrects it, or the desk that has it')
  const [open] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from queues_of_case(${row.id}::uuid)
    where state not in ('declined', 'moved', 'closed')`
  if (!open?.count)
    throw new NotAllowed('This referral is finished, so its answers are not corrected any more')
  return { row, found: { ...(await readPresentAnswers(tx, row)), reference, referralId: row.id } }
}

export type ReferralToCorrect = Awaited<ReturnType<typeof readCorrectable>>['row']

/**
 * Finds a sent referral that the actor may correct: their own, or one that their desk has.
 * @throws NotFound where there is none, or it is not this actor's to see
 * @throws NotAllowed where they may see it and not correct it, or nobody works on it any more
 */
export const findCorrectable = async (actor: Actor, typedReference: string) => {
  const reference = readReference(typedReference)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  return withActor(actor, async (tx) => (await readCorrectable(tx, actor, reference)).found)
}
