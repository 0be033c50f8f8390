import { randomUUID } from 'node:crypto'
import { addHours, addMinutes } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { reasons, type ReasonList } from '@/lib/casework/reasons'
import type { Prisma } from '@/lib/database/generated/client'
import type { Tx } from '@/lib/database/with-actor'
import { policy } from '@/lib/routing/policy'
import type { Dice } from './dice'

/** Who does what in a made-up life. */
export interface Cast {
  /** Those who refer, of several organisations. */
  readonly referrers: readonly Actor[]
  /** Those who work a queue or lead. */
  readonly workers: readonly Actor[]
  /** Those who submit for a First Responder Organisation. */
  readonly desks: readonly Actor[]
}

/** A line of the trail, as whoever did it would have recorded it. */
export interface Told {
  readonly at: Date
  readonly type: string
  readonly referralId: string
  readonly by?: Actor
  readonly detail?: object
}

/** Writes into the trail as the owner may: with the time at which it happened. */
export const tell = async (tx: Tx, told: readonly Told[]) => {
  const rows = told.map(({ at, type, referralId, by, detail = {} }) => ({
    ...{ at, type, referral: referralId, detail },
    ...{ account: by?.accountId, organisation: by?.organisation.id, role: by?.role },
  }))
  await tx.$queryRaw`
    select set_config('app.clock', at, true),
      audit.append(type, account, organisation, role, referral, detail)::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told (
      at text, type text, account uuid, organisation uuid, role text, referral uuid, detail jsonb)`
  await tx.$queryRaw`select set_config('app.clock', '', true)`
}

interface Doing {
  readonly event: string
  readonly reasons?: ReasonList
  readonly ends?: string
  readonly pauses?: true
  readonly goesOn?: true
}

const doings: Readonly<Record<string, Doing>> = {
  accept: { event: 'item.accepted' },
  decline: { event: 'item.declined', reasons: 'decline', ends: 'declined', goesOn: true },
  pass_on: { event: 'hand_over.passed_on', reasons: 'pass_on' },
  ask: { event: 'question.asked', reasons: 'ask', pauses: true },
  answer: { event: 'question.answered', goesOn: true },
  hold: { event: 'item.held', reasons: 'hold', pauses: true },
  resume: { event: 'item.resumed', goesOn: true },
  close: { event: 'item.closed', reasons: 'close', ends: 'closed', goesOn: true },
  reopen: { event: 'item.reopened', reasons: 'reopen', goesOn: true },
  add_queue: { event: 'routing.overridden', reasons: 'override' },
  move: { event: 'routing.overridden', reasons: 'override', ends: 'moved', goesOn: true },
  take: { event: 'item.assigned' },
}

/** What is done to an item that waits: mostly what ends it. */
const goingOn = ['answer', 'answer', 'resume', 'resume', 'move', 'take', 'add_queue']

const rules = policy.flatMap(({ rules: those }) => those.map(({ id }) => id))

const codesOf = (dice: Dice, type: string, { reasons: list }: Doing) => ({
  ...(list && { reason: dice.pick(Object.keys(reasons[list])) }),
  ...(['add_queue', 'move'].includes(type) && {
    to: dice.pick(['NRM', 'BEACON', 'POLICE']),
    ...(dice.chance(0.8) && { rule: dice.pick(rules) }),
  }),
})

export interface Life {
  readonly acts: readonly Prisma.ActCreateManyInput[]
  readonly told: readonly Told[]
  readonly enteredAt: Date
  readonly finished: { readonly at: Date; readonly as: string } | undefined
}

/**
 * What is done to an item: one act after the other, in an order that the table of acts may allow or not;
 * some are undone at once, some waits end by the clock, and some items come back.
 */
export const lifeOf = (
  dice: Dice,
  { workers, desks }: Cast,
  {
    id,
    queue,
    referralId,
  }: { readonly id: string; readonly queue: string; readonly referralId: string },
  sent: Date,
): Life => {
  const acts: Prisma.ActCreateManyInput[] = []
  const told: Told[] = []
  let [at, enteredAt, isPaused] = [sent, sent, false]
  let finished: { at: Date; as: string } | undefined
  for (let left = dice.upTo(7); left > 0; left -= 1) {
    at = dice.chance(0.6) ? addMinutes(at, dice.upTo(300)) : addHours(at, dice.upTo(900))
    if (isPaused && dice.chance(0.3)) {
      // Its day came; or it was corrected, and goes elsewhere now.
      const type = dice.chance(0.7) ? 'item.resumed' : 'referral.rerouted'
      if (type === 'referral.rerouted') finished = { at, as: 'moved' }
      told.push({ at, type, referralId, detail: { queue } })
      isPaused = false
      continue
    }
    const by = dice.pick(queue === 'NRM' ? desks : workers)
    const type = dice.pick(isPaused ? goingOn : ['accept', 'accept', ...Object.keys(doings)])
    const doing = doings[type] ?? { event: type }
    const undoneAt = dice.chance(0.12) ? addMinutes(at, 1) : null
    const act = {
      ...{ id: randomUUID(), referralId, itemId: id, queue, type, at, undoneAt },
      codes: codesOf(dice, type, doing),
      before: dice.chance(0.9) ? { dueAt: addHours(at, dice.upTo(40) - 20).toISOString() } : {},
      ...{ readers: 'queue', accountId: by.accountId, organisationId: by.organisation.id },
      role: type === 'answer' ? 'referrer' : by.role,
    }
    acts.push(act)
    told.push({ at, type: doing.event, referralId, by, detail: { act: act.id, queue } })
    if (undoneAt) {
      told.push({ at: undoneAt, type: 'action.undone', referralId, by, detail: { act: act.id } })
      continue
    }
    isPaused = doing.pauses === true || (isPaused && !doing.goesOn)
    if (doing.ends) finished = { at, as: doing.ends }
    if (type === 'reopen') finished = undefined
    if (finished && dice.chance(0.15)) {
      // Somebody sends it to this queue again.
      enteredAt = addHours(at, 1 + dice.upTo(50))
      ;[at, finished] = [enteredAt, undefined]
    }
  }
  return { acts, told, enteredAt, finished }
}
