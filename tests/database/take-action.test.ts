import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { dueAfterPause } from '@/lib/casework/deadlines'
import type { State } from '@/lib/casework/states'
import { undoSeconds } from '@/lib/casework/transition'
import { actionNames, transitionOf, type ActionName } from '@/lib/casework/transitions'
import { atMoment } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { actForm, casework, type Typed } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { addActor } from '@/tests/support/people'

const database = testDatabase()
const { asOwner } = database
const { person: known, colleagueOf } = countyPeople(database)
const { send, act, tryTo, itemOf } = casework(database)

const added = new Map<string, Actor>()
beforeAll(async () => {
  const { organisation } = known('officer')
  await asOwner(async (tx) => {
    added.set('desk of the police', await addActor(tx, 'first_responder_desk', organisation))
    added.set('beacon, second', await addActor(tx, 'beacon_worker', known('beacon').organisation))
  })
})
const person = (name: string) => added.get(name) ?? known(name)
const id = (name: string) => person(name).accountId

/** Words that must be found nowhere but sealed. */
const words = 'Only-for-those-who-may-read-7431'
const homeOfficeReference = 'As typed from the letter 5519'

interface Step {
  readonly who: string
  readonly does: ActionName
  readonly typed?: () => Typed
}
interface Walk {
  readonly worked: string
  readonly author: string
  readonly queue: Destination
  readonly before?: readonly Step[]
  readonly who: string
  readonly typed?: () => Typed
  readonly becomes: State
  /** Who is told what. */
  readonly tells: readonly string[]
  /** What is kept of it in the clear beside who did what. */
  readonly codes: () => Readonly<Record<string, unknown>>
  /** What doing the same again gives, to somebody who looked again. */
  readonly again: 'done' | 'not found' | RegExp
}

const inPolice = { worked: 'V01', author: 'referrer.council', queue: 'POLICE' } as const
const inBeacon = { ...inPolice, queue: 'BEACON' } as const
const inNrm = { ...inPolice, queue: 'NRM' } as const
const onHold = { ...inPolice, worked: 'V05', queue: 'HOLD' } as const
const byOfficer = { who: 'officer' } as const
const news = 'referral.state_changed to account:referrer.council'
const none = () => ({})
const nowState = (label: string) =>
  new RegExp(`^This cannot be done now, because the case is “${label}”$`)
const override = () => ({ to: 'POLICE', rule: 'B15', reason: 'consent_changed', words })

/** Every act, done once: what it leaves behind. */
const walks: Readonly<Record<ActionName, Walk>> = {
  accept: {
    ...inPolice,
    ...byOfficer,
    becomes: 'working',
    tells: [news],
    codes: none,
    again: nowState('In progress'),
  },
  decline: {
    ...inBeacon,
    who: 'beacon',
    typed: () => ({ reason: 'other_service', signpost: '101', words }),
    becomes: 'declined',
    tells: ['referral.declined to account:referrer.council'],
    codes: () => ({ reason: 'other_service', signpost: '101' }),
    again: nowState('Declined'),
  },
  pass_on: {
    ...inNrm,
    before: [{ who: 'desk', does: 'accept' }],
    who: 'desk',
    typed: () => ({ reason: 'conflict', handler: person('officer').organisation.id, words }),
    becomes: 'new',
    tells: [news, 'hand_over.offered to organisation:officer:first_responder_desk'],
    codes: () => ({ reason: 'conflict', handler: person('officer').organisation.id }),
    again: 'not found',
  },
  ask: {
    ...inPolice,
    ...byOfficer,
    typed: () => ({ reason: 'contact', words }),
    becomes: 'asked',
    tells: ['question.asked to account:referrer.council'],
    codes: () => ({ reason: 'contact' }),
    again: nowState('Waiting for the referrer'),
  },
  answer: {
    ...inPolice,
    before: [
      { who: 'officer', does: 'accept' },
      { who: 'officer', does: 'ask' },
    ],
    who: 'referrer.council',
    typed: () => ({ words }),
    becomes: 'working',
    tells: ['question.answered to account:officer'],
    codes: none,
    again: nowState('In progress'),
  },
  hold: {
    ...inPolice,
    ...byOfficer,
    typed: () => ({
      reason: 'operation',
      words,
      'until-day': '27',
      'until-month': '3',
      'until-year': '2036',
    }),
    becomes: 'held',
    tells: [],
    codes: () => ({ reason: 'operation', until: '2036-03-27T09:00:00.000Z' }),
    again: nowState('On hold until a date'),
  },
  resume: {
    ...inPolice,
    ...byOfficer,
    before: [{ who: 'officer', does: 'hold' }],
    becomes: 'new',
    tells: [],
    codes: none,
    again: nowState('New'),
  },
  take: { ...inPolice, ...byOfficer, becomes: 'new', tells: [], codes: none, again: 'done' },
  assign: {
    ...inPolice,
    who: 'supervisor',
    typed: () => ({ owner: id('officer') }),
    becomes: 'new',
    tells: ['item.assigned to account:officer'],
    codes: () => ({ owner: id('officer') }),
    again: 'done',
  },
  raise: {
    ...inPolice,
    who: 'lead',
    becomes: 'new',
    tells: ['item.arrived to queue:POLICE'],
    codes: none,
    again: /^It is marked immediate already$/,
  },
  ask_to_lower: {
    ...inPolice,
    ...byOfficer,
    before: [{ who: 'officer', does: 'raise' }],
    typed: () => ({ reason: 'mistake', words }),
    becomes: 'new',
    tells: ['priority.lowering_asked to role:police_supervisor'],
    codes: () => ({ reason: 'mistake' }),
    again: /second person is being asked already/,
  },
  agree_to_lower: {
    ...inPolice,
    before: [
      { who: 'officer', does: 'raise' },
      { who: 'officer', does: 'ask_to_lower' },
    ],
    who: 'supervisor',
    becomes: 'new',
    tells: [],
    codes: none,
    again: /^Nobody asks for a lower priority$/,
  },
  refuse_to_lower: {
    ...inPolice,
    before: [
      { who: 'officer', does: 'raise' },
      { who: 'officer', does: 'ask_to_lower' },
    ],
    who: 'supervisor',
    becomes: 'new',
    tells: [],
    codes: none,
    again: /^Nobody asks for a lower priority$/,
  },
  add_queue: {
    ...onHold,
    who: 'lead',
    typed: override,
    becomes: 'new',
    tells: [news, 'item.arrived to queue:POLICE'],
    codes: () => ({ reason: 'consent_changed', to: 'POLICE', rule: 'B15' }),
    again: /^It is in every queue/,
  },
  move: {
    ...onHold,
    who: 'lead',
    typed: override,
    becomes: 'moved',
    tells: [news, 'item.arrived to queue:POLICE'],
    codes: () => ({ reason: 'consent_changed', to: 'POLICE', rule: 'B15' }),
    again: nowState('Moved'),
  },
  confirm_consent: {
    ...inNrm,
    before: [{ who: 'desk', does: 'accept' }],
    who: 'desk',
    becomes: 'working',
    tells: [],
    codes: none,
    again: /^There is no consent to confirm$/,
  },
  submit: {
    ...inNrm,
    before: [
      { who: 'desk', does: 'accept' },
      { who: 'desk', does: 'confirm_consent' },
    ],
    who: 'desk',
    typed: () => ({ reference: homeOfficeReference }),
    becomes: 'working',
    tells: [news],
    codes: none,
    again: /^It was sent to the Home Office already$/,
  },
  close: {
    ...inBeacon,
    before: [{ who: 'beacon', does: 'accept' }],
    who: 'beacon',
    typed: () => ({ reason: 'needs_met', words }),
    becomes: 'closed',
    tells: [news],
    codes: () => ({ reason: 'needs_met' }),
    again: nowState('Closed'),
  },
  reopen: {
    ...inBeacon,
    before: [{ who: 'beacon', does: 'decline' }],
    who: 'lead',
    typed: () => ({ reason: 'new_information', words }),
    becomes: 'working',
    tells: [news],
    codes: () => ({ reason: 'new_information' }),
    again: nowState('In progress'),
  },
}

/** Ids of people and organisations by the name of whom they are of. */
const named = (recipient: string) =>
  ['referrer.council', 'officer', 'supervisor', 'beacon', 'desk', 'lead'].reduce(
    (text, name) => text.replace(id(name), name).replace(person(name).organisation.id, name),
    recipient,
  )

const toldBy = async (actId: string) => {
  const rows = await asOwner((tx) => tx.message.findMany({ where: { actId } }))
  return {
    rows,
    told: rows.map(({ type, recipient }) => `${type} to ${named(recipient)}`).sort(),
  }
}

const eventsOf = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return tx.event.findMany({ where: { referralId, type }, orderBy: { sequence: 'asc' } })
  })

const lastRefusal = () =>
  asOwner((tx) =>
    tx.event.findFirst({ where: { type: 'action.refused' }, orderBy: { sequence: 'desc' } }),
  )

const start = async ({ worked, author, queue, before = [] }: Walk) => {
  const reference = await send(person(author), worked)
  for (const { who, does, typed } of before)
    await act(person(who), reference, queue, does, { typed: typed?.() })
  return reference
}

describe.each(actionNames)('%s', (action) => {
  const walk = walks[action]
  const { queue, who } = walk

  it('changes the item, keeps what was said sealed, tells whom it must and is recorded', async () => {
    const reference = await start(walk)
    const { event, undo } = transitionOf(action)
    const before = await itemOf(reference, queue)
    const earlier = await eventsOf(reference, event)
    const actId = await act(person(who), reference, queue, action, { typed: walk.typed?.() })
    const after = await itemOf(reference, queue)
    expect(after.state).toBe(walk.becomes)
    expect(after.version).toBeGreaterThan(before.version)

    const kept = await asOwner((tx) => tx.act.findUniqueOrThrow({ where: { id: actId } }))
    const { accountId, organisation, role } = person(who)
    expect(kept).toMatchObject({
      ...{ accountId, role, organisationId: organisation.id },
      ...{ itemId: after.id, queue, type: action, codes: walk.codes(), undoneAt: null },
    })
    const said = walk.typed?.().words
    expect(kept.words && openAnswers(kept.words, places.act(actId))).toBe(said ?? null)

    const { rows, told } = await toldBy(actId)
    expect(told).toEqual([...walk.tells].sort())
    const waits = undo ? kept.at.getTime() + undoSeconds * 1000 : undefined
    for (const { sendAfter } of rows) expect(sendAfter?.getTime()).toBe(waits)

    const events = (await eventsOf(reference, event)).slice(earlier.length)
    expect(events.map(({ detail }) => detail)).toEqual([
      { act: actId, queue, action, ...walk.codes() },
    ])
  })

  it('done a second time says plainly how it is', async () => {
    const reference = await start(walk)
    const { version } = await itemOf(reference, queue)
    const form = actForm(action, walk.typed?.())
    await act(person(who), reference, queue, action, { form })
    const stale = tryTo(person(who), reference, queue, action, { form, version })
    const fresh = tryTo(person(who), reference, queue, action, { form })
    if (walk.again === 'not found') {
      await expect(stale).rejects.toEqual(new NotFound())
      await expect(fresh).rejects.toEqual(new NotFound())
      return
    }
    expect(await stale).toMatchObject({
      changed: { done: transitionOf(action).done, by: person(who).name },
    })
    expect(await fresh).toEqual(
      walk.again === 'done'
        ? expect.objectContaining({ act: expect.any(String) })
        : { blocked: expect.stringMatching(walk.again) },
    )
  })
})

it('nothing that anybody typed lies anywhere in the clear, but the reference of the Home Office', async () => {
  const dump = await asOwner(dumpDatabase)
  expect(tablesWith(dump, words)).toEqual([])
  expect(tablesWith(dump, homeOfficeReference)).toEqual(['outcome'])
})

describe('each refusal has its own plain answer, and is recorded', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'accept')
  })
  const refused = async (because: string, detail: object = {}) => {
    expect(await lastRefusal()).toMatchObject({ detail: { because, ...detail } })
    return true
  }

  it('the state', async () => {
    expect(await tryTo(person('officer'), reference, 'POLICE', 'reopen')).toEqual({
      blocked: 'This cannot be done now, because the case is “In progress”',
    })
    await refused('state', { action: 'reopen', queue: 'POLICE' })
  })

  it('the role', async () => {
    expect(await tryTo(person('lead'), reference, 'POLICE', 'close')).toEqual({
      blocked: 'Your role cannot do this: close',
    })
    await refused('role')
  })

  it('the version, with who did what in between, and what was typed is not lost', async () => {
    const form = actForm('hold', { words })
    const taken = await tryTo(person('supervisor'), reference, 'POLICE', 'hold', {
      form,
      version: 1,
    })
    expect(taken).toMatchObject({
      changed: { done: 'Accepted', by: person('officer').name, version: 2 },
    })
    expect(form.get('words')).toBe(words)
    await refused('version')
  })

  it.each<[ActionName, Typed, string]>([
    ['hold', { reason: '' }, 'Select why'],
    ['hold', { reason: 'because' }, 'Select why'],
    ['hold', { 'until-day': '' }, 'The day must include a day'],
    ['hold', { 'until-year': '2021' }, 'The day must be after today'],
    ['ask', { words: ' ' }, 'Enter your question'],
    ['assign', { owner: '' }, 'Select somebody'],
    ['assign', { owner: '00000000-0000-4000-8000-000000000000' }, 'Select somebody'],
  ])('%s with %j: %s', async (action, typed, message) => {
    const taken = await tryTo(person('officer'), reference, 'POLICE', action, {
      typed: { words, ...typed },
    })
    const form = 'form' in taken ? taken.form : undefined
    expect(form?.problems.map((problem) => problem.message)).toEqual([message])
    if (!('words' in typed) && action !== 'assign') expect(form?.typed.words).toBe(words)
    await refused('form')
  })

  it('what must be true', async () => {
    expect(await tryTo(person('officer'), reference, 'POLICE', 'close')).toEqual({
      blocked: 'A duty of this queue is still open. Settle it first',
    })
    await refused('need')
  })

  it.each([
    ['another queue', 'beacon', 'POLICE'],
    ['no item there', 'lead', 'HOLD'],
    ['another organisation', 'referrer.nhs', 'POLICE'],
    ['another desk', 'desk of the police', 'NRM'],
    ['no case work', 'admin', 'POLICE'],
    ['no case work', 'auditor', 'POLICE'],
  ] as const)('a case that is foreign looks as if there were none: %s', async (_, who, queue) => {
    await expect(tryTo(person(who), reference, queue, 'accept', { version: 1 })).rejects.toEqual(
      new NotFound(),
    )
    expect(await lastRefusal()).toMatchObject({
      accountId: id(who),
      referralId: null,
      detail: { action: 'accept', queue, because: 'not_found' },
    })
    await expect(
      tryTo(person(who), 'no such reference', queue, 'accept', { version: 1 }),
    ).rejects.toEqual(new NotFound())
  })

  it('none of them changed anything', async () => {
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ version: 2, state: 'working' })
  })
})

describe('a priority', () => {
  it('is raised in one act, and whoever is told is told at once', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const before = await itemOf(reference, 'POLICE')
    const actId = await act(person('lead'), reference, 'POLICE', 'raise')
    const after = await itemOf(reference, 'POLICE')
    expect([before.priority, after.priority]).toEqual(['P3', 'P1'])
    expect(after.dueAt.getTime()).toBeLessThan(before.dueAt.getTime())
    expect((await toldBy(actId)).rows.map(({ priority }) => priority)).toEqual(['P1'])
  })

  it('is lowered by two people, never by one', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const police = [reference, 'POLICE'] as const
    await act(person('officer'), ...police, 'raise')
    await act(person('officer'), ...police, 'ask_to_lower')
    expect(await itemOf(...police)).toMatchObject({ priority: 'P1', loweringTo: 'P2' })
    expect(await tryTo(person('officer'), ...police, 'agree_to_lower')).toEqual({
      blocked: 'A second person has to agree, and you are the first',
    })
    expect(await itemOf(...police)).toMatchObject({ priority: 'P1' })
    await act(person('supervisor'), ...police, 'agree_to_lower')
    expect(await itemOf(...police)).toMatchObject({ priority: 'P2', loweringTo: null })
  })

  it('stays where the second person says so', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'raise')
    await act(person('officer'), reference, 'POLICE', 'ask_to_lower')
    await act(person('lead'), reference, 'POLICE', 'refuse_to_lower')
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ priority: 'P1', loweringTo: null })
  })
})

describe('an override', () => {
  it('names a rule of the decision that it overrules, and one that decided nothing will not do', async () => {
    const reference = await send(person('referrer.council'), 'V05')
    for (const rule of ['', 'A1'])
      expect(
        await tryTo(person('lead'), reference, 'HOLD', 'add_queue', {
          typed: { ...override(), rule },
        }),
      ).toMatchObject({ form: { problems: [{ message: 'Select the rule that you overrule' }] } })
    expect(await itemOf(reference, 'HOLD')).toMatchObject({ version: 1 })
  })

  it('never sends a case where what the person said does not allow it', async () => {
    const reference = await send(person('referrer.council'), 'V05')
    expect(
      await tryTo(person('lead'), reference, 'HOLD', 'move', {
        typed: { ...override(), to: 'BEACON' },
      }),
    ).toMatchObject({ form: { problems: [{ message: 'Select the queue' }] } })
  })

  it('puts the case in the other queue, without a name where police may not have it', async () => {
    const reference = await send(person('referrer.council'), 'V05')
    await act(person('lead'), reference, 'HOLD', 'move', { typed: override() })
    expect(await itemOf(reference, 'POLICE')).toMatchObject({
      ...{ state: 'new', version: 1, identity: 'withheld', kind: 'police_referral' },
    })
  })

  it('opens a finished item again, and hands the NRM to one organisation', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('desk'), reference, 'NRM', 'decline')
    await act(person('officer'), reference, 'POLICE', 'add_queue', {
      typed: { to: 'NRM', rule: 'B5', words },
    })
    const { state, handlerId } = await itemOf(reference, 'NRM')
    expect([state, handlerId]).toEqual(['new', person('desk').organisation.id])
  })

  it('hands a case that was not in the NRM queue to one organisation, not to all', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await asOwner((tx) => tx.item.deleteMany({ where: { reference, queue: 'NRM' } }))
    await act(person('officer'), reference, 'POLICE', 'add_queue', {
      typed: { to: 'NRM', rule: 'B5', words },
    })
    const { handlerId } = await itemOf(reference, 'NRM')
    expect(handlerId).toBe(person('desk').organisation.id)
  })

  it('opens a crime record where a case is sent to the NRM queue by hand', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const where = { referral: { reference }, kind: 'crime_record' }
    await asOwner(async (tx) => {
      await tx.item.deleteMany({ where: { reference, queue: 'NRM' } })
      await tx.duty.deleteMany({ where })
    })
    await act(person('officer'), reference, 'POLICE', 'add_queue', {
      typed: { to: 'NRM', rule: 'B5', words },
    })
    const duty = await asOwner((tx) => tx.duty.findFirst({ where }))
    expect(duty).toMatchObject({ ownerQueue: 'POLICE', settledAt: null })
  })
})

describe('a question to the referrer', () => {
  const asked = new Date('2027-02-01T10:00:00Z')
  const answered = new Date('2027-02-03T15:00:00Z')

  it('stops the clock, and the answer moves what is due by the working time between', async () => {
    const reference = await atMoment(new Date('2027-02-01T09:00:00Z'), () =>
      send(person('referrer.council'), 'V01'),
    )
    const { dueAt } = await itemOf(reference, 'BEACON')
    await atMoment(asked, () => act(person('beacon'), reference, 'BEACON', 'ask'))
    expect(await itemOf(reference, 'BEACON')).toMatchObject({
      ...{ state: 'asked', pausedAt: asked, pausedFor: 'referrer', dueAt },
    })
    await atMoment(answered, () => act(person('referrer.council'), reference, 'BEACON', 'answer'))
    const after = await itemOf(reference, 'BEACON')
    expect(after).toMatchObject({ state: 'new', pausedAt: null, pausedFor: null })
    expect(after.dueAt).toEqual(dueAfterPause(dueAt, asked, answered, 'BEACON'))
    // Two days of twelve hours and five hours more, in a queue that is open from 8 to 8.
    expect(dueAt.toISOString()).toBe('2027-02-02T20:00:00.000Z')
    expect(after.dueAt.toISOString()).toBe('2027-02-05T13:00:00.000Z')
  })

  it('is answered by whoever sent the referral, not by a colleague who cannot read it', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'ask')
    const colleague = colleagueOf(person('referrer.council'))
    expect(await tryTo(colleague, reference, 'POLICE', 'answer')).toEqual({
      blocked: 'Only whoever sent the referral can answer',
    })
    expect(await itemOf(reference, 'POLICE')).toMatchObject({ state: 'asked' })
  })
})

describe('what was said with an act', () => {
  const everybody = [
    ...(['referrer.council', 'officer', 'supervisor', 'beacon', 'desk', 'lead', 'admin'] as const),
    'colleague.referrer.council',
  ]
  it.each<[ActionName, string[]]>([
    ['ask', ['referrer.council', 'officer', 'supervisor', 'lead']],
    ['decline', ['referrer.council', 'officer', 'supervisor', 'lead']],
    ['hold', ['officer', 'supervisor', 'lead']],
  ])('%s: is read by %j', async (action, expected) => {
    const reference = await send(person('referrer.council'), 'V01')
    const actId = await act(person('officer'), reference, 'POLICE', action)
    const readers: string[] = []
    for (const who of everybody) {
      const found = await withActor(person(who), (tx) =>
        tx.act.findUnique({ where: { id: actId }, select: { words: true } }),
      )
      if (found?.words) readers.push(who)
    }
    expect(readers).toEqual(expected)
  })
})

describe('a case on hold until a date', () => {
  it('waits until nine in the morning in London of that day, and says so', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(person('officer'), reference, 'POLICE', 'hold', {
      typed: { 'until-day': '1', 'until-month': '7', 'until-year': '2036' },
    })
    const { pausedUntil, pausedFor } = await itemOf(reference, 'POLICE')
    expect([pausedFor, pausedUntil?.toISOString()]).toEqual(['date', '2036-07-01T08:00:00.000Z'])
  })
})

describe('whoever is given a case can open it', () => {
  it('a hand-over goes to somebody of the organisation that has it', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const taken = await tryTo(person('lead'), reference, 'NRM', 'assign', {
      typed: { owner: id('desk of the police') },
    })
    expect(taken).toMatchObject({ form: { problems: [{ message: 'Select somebody' }] } })
    await act(person('lead'), reference, 'NRM', 'assign', { typed: { owner: id('desk') } })
  })

  it('what is restricted goes to a supervisor', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await asOwner((tx) => tx.item.updateMany({ where: { reference }, data: { restricted: true } }))
    const taken = await tryTo(person('supervisor'), reference, 'POLICE', 'assign', {
      typed: { owner: id('officer') },
    })
    expect(taken).toMatchObject({ form: { problems: [{ message: 'Select somebody' }] } })
  })
})

describe('the hand-over to the Home Office', () => {
  const desk = () => person('desk')
  it('waits for consent, keeps it, and keeps the reference as an outcome', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    await act(desk(), reference, 'NRM', 'accept')
    expect(await tryTo(desk(), reference, 'NRM', 'submit')).toEqual({
      blocked: 'Confirm with the person first that they agree',
    })
    expect(
      await tryTo(desk(), reference, 'NRM', 'confirm_consent', { typed: { confirm: 'no' } }),
    ).toMatchObject({
      form: { problems: [{ message: 'You can go on once you have confirmed it with the person' }] },
    })
    await act(desk(), reference, 'NRM', 'confirm_consent')
    await act(desk(), reference, 'NRM', 'submit', { typed: { reference: 'HO 77' } })
    const { outcome, consents } = await asOwner(async (tx) => {
      const { id: referralId } = await tx.referral.findUniqueOrThrow({ where: { reference } })
      return {
        outcome: await tx.outcome.findMany({ where: { referralId } }),
        consents: await tx.consentEntry.findMany({
          where: { referralId, purpose: 'nrm', accountId: desk().accountId },
        }),
      }
    })
    expect(outcome).toMatchObject([{ track: 'nrm', value: 'submitted', reference: 'HO 77' }])
    expect(consents).toMatchObject([{ answer: 'given' }])
    expect(await tryTo(desk(), reference, 'NRM', 'decline')).toEqual({
      blocked: 'It was sent to the Home Office already',
    })
    expect(await tryTo(desk(), reference, 'NRM', 'close')).toEqual({
      blocked: 'The Home Office has not decided finally. Record its decision first',
    })
  })

  it('of a child asks nobody for consent', async () => {
    const reference = await send(person('referrer.school'), 'V06')
    await act(desk(), reference, 'NRM', 'accept')
    expect(await tryTo(desk(), reference, 'NRM', 'confirm_consent')).toMatchObject({
      blocked: expect.any(String),
    })
    await act(desk(), reference, 'NRM', 'submit')
  })

  it('passed on is the other desk’s to accept, and out of sight of the first', async () => {
    const reference = await send(person('referrer.council'), 'V01')
    const other = person('desk of the police')
    await act(desk(), reference, 'NRM', 'pass_on', {
      typed: { handler: other.organisation.id },
    })
    await expect(tryTo(desk(), reference, 'NRM', 'accept')).rejects.toEqual(new NotFound())
    await act(other, reference, 'NRM', 'accept')
    expect(await itemOf(reference, 'NRM')).toMatchObject({
      ...{ state: 'working', ownerId: other.accountId, handlerId: other.organisation.id },
    })
  })
})
