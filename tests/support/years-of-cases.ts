import { randomUUID } from 'node:crypto'
import { addDays, addHours, addMinutes } from 'date-fns'
import fc from 'fast-check'
import type { Actor } from '@/lib/access/actor'
import { dutiesOf } from '@/lib/casework/duties'
import { trackNames, trackOf } from '@/lib/casework/outcomes'
import { bases, overridable } from '@/lib/consent/bases'
import { purposeNames } from '@/lib/consent/purposes'
import { becauses } from '@/lib/contact/allowance'
import { county } from '@/lib/county/county'
import type { Prisma } from '@/lib/database/generated/client'
import type { Tx } from '@/lib/database/with-actor'
import { dimensions } from '@/lib/outcomes/dimensions'
import { decide } from '@/lib/routing/decision'
import { agesWhenExploited, type ReferralFacts } from '@/lib/routing/facts'
import { anyFacts } from './any-facts'
import { referralRow } from './cases'
import type { Dice } from './dice'
import { lifeOf, tell, type Cast, type Told } from './lives-of-items'

const nothing = new Uint8Array([0])
const answers = ['given', 'refused', 'not_asked', 'not_safe', 'withdrawn']

interface Case {
  readonly id: string
  readonly facts: ReferralFacts
  readonly sent: Date
}

/** An outcome of any track; so that all of the national one come up, more of that. */
const anyOutcome = (dice: Dice) => {
  const track = dice.pick(['nrm', 'nrm', ...trackNames] as const)
  return { track, value: dice.pick(Object.keys(trackOf(track).values)) }
}

/** What was added after sending: by the codes that the figures count, where they count any. */
export const detailsRow = (dice: Dice, referralId: string) => ({
  ...{ referralId, answers: nothing },
  gender: dice.pick([...Object.keys(dimensions.gender.values), null]),
  nationality: dice.pick([...Object.keys(dimensions.nationality.values), 'GB', 'AL', null]),
  ageWhenExploited: dice.pick([...agesWhenExploited, null]),
})

const outcomeRow = (dice: Dice, { workers }: Cast, referralId: string, from: Date) => {
  const by = dice.pick(workers)
  const at = addDays(from, dice.upTo(200))
  return {
    ...{ id: randomUUID(), referralId, ...anyOutcome(dice), decidedBy: '', recordedAt: at },
    ...{ decidedOn: new Date(at.toISOString().slice(0, 10)) },
    ...{ accountId: by.accountId, organisationId: by.organisation.id },
  }
}

const dutyRows = (
  dice: Dice,
  { id, facts, sent }: Case,
  organisationId: string,
): Prisma.DutyCreateManyInput[] =>
  dutiesOf(decide(facts), { referrerMustNotify: dice.chance(0.5), referrerIsHidden: false }).map(
    ({ kind, ownerQueue }) => {
      const dueAt = addHours(sent, 4 + dice.upTo(90))
      const isSettled = dice.chance(0.7)
      return {
        ...{ referralId: id, kind, openedAt: sent, dueAt, ownerQueue },
        ownerOrganisationId: ownerQueue ? null : organisationId,
        settledAt: isSettled ? addHours(sent, dice.upTo(150)) : null,
        settledAs: isSettled ? dice.pick(['done', 'done', 'not_needed']) : null,
        reference: isSettled && dice.chance(0.7) ? '41/1234/26' : null,
      }
    },
  )

const consentRows = (dice: Dice, { id, sent }: Case, accountId: string) =>
  dice.some(purposeNames, 0.5).map((purpose) => ({
    ...{ referralId: id, purpose, answer: dice.pick(answers), wordingVersion: '1' },
    ...{ capacity: 'no_concern', accountId, recordedAt: addHours(sent, dice.upTo(400)) },
  }))

const releaseRow = (dice: Dice, { workers, desks }: Cast, { id, sent }: Case) => {
  const asked = dice.pick(desks)
  const answered = dice.pick(workers.filter((by) => by.organisation.id !== asked.organisation.id))
  const askedAt = addHours(sent, dice.upTo(100))
  const kind = dice.pick(['agreed', 'emergency'])
  const answer = kind === 'emergency' ? 'released' : dice.pick(['released', 'refused', null])
  return {
    ...{ id: randomUUID(), referralId: id, kind, basis: 'threat_to_life', words: nothing, askedAt },
    ...{ askedBy: asked.accountId, askedOrganisationId: asked.organisation.id },
    ...{ askedRole: asked.role, answer, reviewDueAt: addDays(askedAt, 1) },
    ...(answer && {
      answeredBy: kind === 'emergency' ? asked.accountId : answered.accountId,
      answeredOrganisationId: answered.organisation.id,
      answeredAt:
        dice.chance(0.9) || kind === 'agreed' ? addMinutes(askedAt, dice.upTo(900)) : null,
    }),
  }
}

const attemptRows = (dice: Dice, { workers }: Cast, { id, sent }: Case) =>
  Array.from({ length: dice.upTo(3) }, () => {
    const by = dice.pick(workers)
    const isBlocked = dice.chance(0.3)
    return {
      ...{ id: randomUUID(), referralId: id, channel: 'phone', role: by.role },
      outcome: dice.pick(['reached', 'no_answer', 'unsafe']),
      blockedBecause: isBlocked ? dice.pick(Object.keys(becauses)) : null,
      override: isBlocked && dice.chance(0.7) ? 'danger' : null,
      ...{ accountId: by.accountId, organisationId: by.organisation.id },
      at: addMinutes(sent, dice.upTo(60 * 24 * 40)),
    }
  })

/** What only the trail knows: who opened it, who was stopped, and what routing overruled. */
const onlyTold = (
  dice: Dice,
  { workers, referrers }: Cast,
  { id, sent }: Case,
  author: Actor,
): readonly Told[] => {
  const at = () => addMinutes(sent, dice.upTo(3_000))
  const by = () => dice.pick(workers)
  const because = { action: 'show_contact', because: dice.pick(['form', 'role']) }
  return [
    ...[author, dice.pick(referrers)].map((one) => ({
      ...{ at: at(), type: 'referral.viewed', referralId: id, by: one },
    })),
    ...(dice.chance(0.6) ? [{ at: at(), type: 'referral.viewed', referralId: id, by: by() }] : []),
    ...(dice.chance(0.2)
      ? [{ at: at(), type: 'action.refused', referralId: id, by: by(), detail: because }]
      : []),
    ...(dice.chance(0.1)
      ? [{ at: sent, type: 'consent.overridden', referralId: id, detail: { rule: 'danger' } }]
      : []),
  ]
}

/** Sends a referral and lives its life, all in rows and lines of the trail. */
const live = async (tx: Tx, dice: Dice, cast: Cast, one: Case) => {
  const { id, facts, sent } = one
  const author = dice.pick(dice.chance(0.7) ? cast.referrers : cast.desks)
  const reference = `HMS-${id.slice(0, 8)}`
  const decision = decide(facts)
  const shape = {
    items: [],
    restricted: dice.chance(0.04),
    hiddenFrom: dice.chance(0.04) ? [dice.pick(cast.workers).organisation.id] : [],
  }
  const { exploitationTypes, ageGroup } = facts
  await tx.referral.createMany({
    data: [
      {
        ...referralRow(author, id, reference, shape),
        ...{ facts, decision, ageGroup, exploitationTypes, submittedAt: sent },
        ...{ primary: decision.primary, priority: decision.priority },
        dueAt: addHours(sent, 1 + dice.upTo(30)),
        area: dice.chance(0.8) ? dice.pick(county.areas).slug : null,
      },
    ],
  })
  const queues = [...(decision.primary === 'HOLD' ? ['HOLD'] : []), ...decision.queues]
  const lives = queues.map((queue) => {
    const item = { id: randomUUID(), referralId: id, queue }
    return { item, life: lifeOf(dice, cast, item, sent) }
  })
  await tx.item.createMany({
    data: lives.map(({ item, life: { enteredAt, finished } }) => ({
      ...{ ...item, kind: 'case', identity: 'shared', priority: decision.priority, reference },
      ...{ organisationId: author.organisation.id, enteredAt, dueAt: addDays(sent, 1) },
      ...{ finishedAt: finished?.at ?? null, finishedAs: finished?.as ?? null },
    })),
  })
  await tx.act.createMany({ data: lives.flatMap(({ life }) => life.acts) })
  if (dice.chance(0.7)) await tx.details.createMany({ data: [detailsRow(dice, id)] })
  await tx.duty.createMany({ data: dutyRows(dice, one, author.organisation.id) })
  await tx.outcome.createMany({
    data: Array.from({ length: dice.upTo(3) }, () => outcomeRow(dice, cast, id, sent)),
  })
  await tx.consentEntry.createMany({ data: consentRows(dice, one, author.accountId) })
  if (dice.chance(0.2)) await tx.release.createMany({ data: [releaseRow(dice, cast, one)] })
  await tx.contactAttempt.createMany({ data: attemptRows(dice, cast, one) })
  if (dice.chance(0.2)) {
    const by = dice.pick(cast.workers)
    await tx.consentOverride.createMany({
      data: [
        {
          ...{ id: randomUUID(), referralId: id, purpose: dice.pick(overridable), words: nothing },
          ...{ basis: dice.pick(Object.keys(bases)), recordedAt: addDays(sent, dice.upTo(20)) },
          ...{ accountId: by.accountId, organisationId: by.organisation.id, role: by.role },
        },
      ],
    })
  }
  await tell(tx, [
    { at: sent, type: 'referral.submitted', referralId: id, by: author },
    ...lives.flatMap(({ life }) => life.told),
    ...onlyTold(dice, cast, one, author),
  ])
}

/** Lives some cases that came within a time, in a transaction of the owner. */
export const liveCases = async (
  tx: Tx,
  dice: Dice,
  cast: Cast,
  { most, from, days }: { readonly most: number; readonly from: Date; readonly days: number },
) => {
  const facts = fc.sample(anyFacts, { seed: dice.upTo(1_000_000), numRuns: most })
  for (const one of facts)
    await live(tx, dice, cast, {
      id: randomUUID(),
      facts: one,
      sent: addMinutes(from, dice.upTo(days * 24 * 60)),
    })
}
