import { randomUUID } from 'node:crypto'
import { addHours } from 'date-fns'
import fc from 'fast-check'
import type { Tx } from '@/lib/database/with-actor'
import { decide } from '@/lib/routing/decision'
import { anyFacts } from './any-facts'
import type { Dice } from './dice'
import { tell, type Cast } from './lives-of-items'
import { detailsRow } from './years-of-cases'

type Change = (tx: Tx, dice: Dice, cast: Cast, referralId: string, at: Date) => Promise<string>

/** What may happen to a case long after it was first counted, each with the event that tells of it. */
const changes: readonly Change[] = [
  async (tx, dice, _, referralId, at) => {
    const acts = await tx.act.findMany({
      where: { referralId, undoneAt: null },
      orderBy: { at: 'asc' },
    })
    if (acts.length > 0)
      await tx.act.update({ where: { id: dice.pick(acts).id }, data: { undoneAt: at } })
    return 'action.undone'
  },
  async (tx, _, __, referralId, at) => {
    await tx.duty.updateMany({
      where: { referralId, settledAt: null },
      data: { settledAt: at, settledAs: 'done', reference: '41/1/26' },
    })
    return 'duty.settled'
  },
  async (tx, dice, { workers }, referralId) => {
    await tx.referral.update({
      where: { id: referralId },
      data: { hiddenFromAccounts: [dice.pick(workers).accountId] },
    })
    return 'case.kept_from'
  },
  async (tx, _, __, referralId) => {
    await tx.referral.update({
      where: { id: referralId },
      data: { hiddenFromAccounts: [], hiddenFrom: [], restricted: false },
    })
    return 'case.lifted'
  },
  async (tx, dice, _, referralId, at) => {
    const [facts] = fc.sample(anyFacts, { seed: dice.upTo(1_000_000), numRuns: 1 })
    if (!facts) throw new Error('No facts were made')
    const { exploitationTypes, ageGroup } = facts
    await tx.referral.update({
      where: { id: referralId },
      data: {
        ...{ revisedFacts: facts, revisedDecision: decide(facts), revisedAt: at },
        ...{
          exploitationTypes,
          ageGroup,
          area: dice.pick(['watford', 'stevenage', null]),
          priority: 'P1',
        },
      },
    })
    return 'referral.rerouted'
  },
  async (tx, dice, _, referralId) => {
    const row = detailsRow(dice, referralId)
    await tx.details.upsert({ where: { referralId }, create: row, update: row })
    return 'details.saved'
  },
  async (tx, _, __, referralId, at) => {
    await tx.item.updateMany({
      where: { referralId, finishedAt: null },
      data: { finishedAt: at, finishedAs: 'closed' },
    })
    return 'item.closed'
  },
  async (tx, _, __, referralId) => {
    await tx.item.updateMany({
      where: { referralId },
      data: { finishedAt: null, finishedAs: null },
    })
    return 'item.reopened'
  },
  async (tx, dice, { workers }, referralId, at) => {
    const by = dice.pick(workers)
    await tx.outcome.createMany({
      data: [
        {
          ...{ id: randomUUID(), referralId, track: 'nrm', decidedBy: '', recordedAt: at },
          value: dice.pick([
            'rg_positive',
            'cg_negative',
            'reconsideration_requested',
            'withdrawn',
          ]),
          decidedOn: new Date(at.toISOString().slice(0, 10)),
          ...{ accountId: by.accountId, organisationId: by.organisation.id },
        },
      ],
    })
    return 'outcome.recorded'
  },
]

/** Changes some of the cases that are there, as people do later, in a transaction of the owner. */
export const changeCases = async (
  tx: Tx,
  dice: Dice,
  cast: Cast,
  { most, from }: { readonly most: number; readonly from: Date },
) => {
  const referrals = await tx.referral.findMany({
    select: { id: true },
    orderBy: { submittedAt: 'asc' },
  })
  for (let left = most; left > 0; left -= 1) {
    const { id } = dice.pick(referrals)
    const at = addHours(from, dice.upTo(500))
    const type = await dice.pick(changes)(tx, dice, cast, id, at)
    await tell(tx, [{ at, type, referralId: id, by: dice.pick(cast.workers) }])
  }
}
