import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  GET as openOutcome,
  POST as postOutcome,
} from '@/app/cases/[reference]/outcomes/[track]/route'
import { GET as openGoals, POST as postGoals } from '@/app/cases/[reference]/goals/route'
import { GET as openGoal, POST as postGoal } from '@/app/cases/[reference]/goals/[goal]/route'
import { OutcomesSection } from '@/components/casework/outcomes-section'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { nextValues, trackNames, trackOf, type TrackName } from '@/lib/casework/outcomes'
import { recordOutcome } from '@/lib/casework/record-outcome'
import { setGoal } from '@/lib/casework/set-goal'
import { settleGoal } from '@/lib/casework/settle-goal'
import { settleDuty } from '@/lib/casework/settle-duty'
import { atMoment } from '@/lib/clock'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send, act, itemOf } = casework(database)

/** In every queue, and handed to a desk that is not the referrer’s own. */
const everywhere = () => send(person('referrer.nhs'), 'V16')
const words = 'The letter came this morning, filed with the rest'

const dayForm = (at: Date) => {
  const { day, month, year } = londonDay(at)
  return {
    'decidedOn-day': String(day),
    'decidedOn-month': String(month),
    'decidedOn-year': String(year),
  }
}
const typedFor = (track: TrackName, value: string, more: Record<string, string> = {}) => ({
  value,
  decidedBy: trackOf(track).decidedBy[0] ?? '',
  ...dayForm(new Date()),
  ...more,
})
const countOf = (reference: string, track: TrackName) =>
  asOwner((tx) => tx.outcome.count({ where: { track, referral: { reference } } }))
const record = async (
  actor: Actor,
  reference: string,
  track: TrackName,
  value: string,
  { version, ...more }: { version?: number } & Record<string, string | number> = {},
) =>
  recordOutcome(actor, {
    reference,
    track,
    version: version ?? (await countOf(reference, track)),
    form: new URLSearchParams(typedFor(track, value, more as Record<string, string>)),
  })
const messagesSince = (reference: string, since: Date) =>
  asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    const told = await tx.message.findMany({ where: { referralId: id, queuedAt: { gte: since } } })
    return told.map(({ type, recipient }) => [type, recipient]).sort()
  })
const submitted = async () => {
  const reference = await everywhere()
  for (const action of ['accept', 'confirm_consent', 'submit'] as const)
    await act(person('desk'), reference, 'NRM', action)
  return reference
}

describe('an outcome of the Home Office', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await submitted()
    await act(person('beacon'), reference, 'BEACON', 'accept')
  })

  it('is recorded with who decided, when and its reference, and its words are sealed', async () => {
    const since = new Date()
    const before = await itemOf(reference, 'NRM')
    const answer = await record(person('desk'), reference, 'nrm', 'rg_positive', {
      reference: 'SCA 5',
      words,
    })
    expect(answer).toHaveProperty('act')
    const { work } = await findCase(person('desk'), reference)
    expect(work.outcomes[0]).toMatchObject({
      track: 'nrm',
      value: 'rg_positive',
      decidedBy: 'Single Competent Authority',
      reference: 'SCA 5',
    })
    expect(work.latest.nrm).toBe('rg_positive')
    expect(work.timeline.find(({ event }) => event === 'outcome.recorded')).toMatchObject({
      words,
      queue: 'NRM',
      detail: { track: 'nrm', value: 'rg_positive' },
    })
    expect(tablesWith(await asOwner(dumpDatabase), words)).toEqual([])

    // The desk looks again when the recovery period ends: 30 days, the last of them whole.
    const after = await itemOf(reference, 'NRM')
    expect(after.version).toBe(before.version + 1)
    const days = (after.dueAt.getTime() - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(29)
    expect(days).toBeLessThan(31.1)

    // The referrer, the owner of the case at Beacon, and the police queue, where nobody owns it.
    expect(await messagesSince(reference, since)).toEqual([
      ['outcome.recorded', `account:${person('beacon').accountId}`],
      ['outcome.recorded', 'queue:POLICE'],
      ['referral.state_changed', `account:${person('referrer.nhs').accountId}`],
    ])
  })

  it('is news to the referrer in a phrase, and in no other word', async () => {
    const found = await findCase(person('referrer.nhs'), reference)
    expect(found.work.latest).toEqual({ nrm: 'rg_positive' })
    expect(found.work.outcomes).toEqual([])
    expect(found.work.timeline.map(({ event }) => event)).not.toContain('outcome.recorded')
  })

  it('follows only what it may follow, all the way to a reconsideration', async () => {
    const steps = ['cg_negative', 'reconsideration_requested', 'reconsideration_accepted']
    for (const value of [...steps, 'cg_positive']) {
      const newest = (await findCase(person('desk'), reference)).work.latest.nrm
      const wrong = Object.keys(trackOf('nrm').values).filter(
        (one) => !nextValues('nrm', newest).includes(one),
      )
      for (const one of wrong)
        expect(await record(person('desk'), reference, 'nrm', one)).toMatchObject({
          form: { problems: [{ question: 'value' }] },
        })
      expect(await record(person('desk'), reference, 'nrm', value)).toHaveProperty('act')
    }
    expect(await record(person('desk'), reference, 'nrm', 'rg_negative')).toMatchObject({
      blocked: expect.stringMatching(/final/) as string,
    })
  })

  it('is recorded once where two record at once, and the second sees the first', async () => {
    const other = await submitted()
    const answers = await Promise.all([
      record(person('desk'), other, 'nrm', 'rg_positive', { version: 1 }),
      record(person('desk'), other, 'nrm', 'rg_negative', { version: 1 }),
    ])
    expect(answers.filter((answer) => 'act' in answer)).toHaveLength(1)
    expect(answers.find((answer) => 'changed' in answer)).toMatchObject({
      changed: { by: person('desk').name, version: 2 },
      form: { typed: { decidedBy: 'Single Competent Authority' } },
    })
    expect(await countOf(other, 'nrm')).toBe(2)
  })

  it('that it was sent is recorded by sending it, never by hand', async () => {
    const other = await everywhere()
    await act(person('desk'), other, 'NRM', 'accept')
    expect(await record(person('desk'), other, 'nrm', 'submitted')).toMatchObject({
      blocked: expect.stringMatching(/Home Office first/) as string,
    })
  })

  it('without a crime record is shown as such, until there is one', async () => {
    const other = await submitted()
    await record(person('desk'), other, 'nrm', 'rg_negative')
    const drawn = async () =>
      renderToStaticMarkup(
        createElement(OutcomesSection, { found: await findCase(person('officer'), other) }),
      )
    expect(await drawn()).toContain('No crime record yet')
    const form = new URLSearchParams({ settledAs: 'done', reference: '41/7/26', words })
    const asked = { reference: other, kind: 'crime_record', version: 1, form } as const
    await settleDuty(person('officer'), asked)
    expect(await drawn()).toContain('Negative reasonable grounds decision')
    expect(await drawn()).not.toContain('No crime record yet')
  })
})

describe('each track is recorded by whose work it is', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await submitted()
    await openWithReason(person('lead'), reference)
  })
  const recorders: Readonly<Record<TrackName, readonly string[]>> = {
    nrm: ['desk'],
    duty_to_notify: [],
    police: ['officer', 'supervisor'],
    beacon: ['beacon'],
    safeguarding: ['lead', 'desk'],
  }
  const values: Readonly<Record<TrackName, string>> = {
    nrm: 'suspended',
    duty_to_notify: 'not_required',
    police: 'under_investigation',
    beacon: 'in_support',
    safeguarding: 's42_started',
  }
  const names = ['desk', 'officer', 'supervisor', 'beacon', 'lead', 'referrer.nhs'] as const
  const others = trackNames.flatMap((track) =>
    names.filter((name) => !recorders[track].includes(name)).map((name) => [track, name] as const),
  )

  it.each(others)('%s: not by %s, and the refusal is recorded', async (track, name) => {
    await expect(record(person(name), reference, track, values[track])).rejects.toBeInstanceOf(
      NotAllowed,
    )
    const refused = await asOwner((tx) =>
      tx.event.findFirstOrThrow({
        where: { accountId: person(name).accountId },
        orderBy: { sequence: 'desc' },
      }),
    )
    expect(refused).toMatchObject({
      type: 'action.refused',
      detail: { action: 'record_outcome', because: 'role' },
    })
  })

  it.each(trackNames.flatMap((track) => recorders[track].map((name) => [track, name] as const)))(
    '%s: by %s',
    async (track, name) => {
      const own = track === 'nrm' ? await submitted() : reference
      expect(await record(person(name), own, track, values[track])).toHaveProperty('act')
    },
  )

  it('not by those who cannot see the case', async () => {
    const held = await send(person('referrer.nhs'), 'V03')
    await expect(record(person('beacon'), held, 'beacon', 'offered')).rejects.toEqual(
      new NotFound(),
    )
    await expect(record(person('desk'), held, 'nrm', 'submitted')).rejects.toEqual(new NotFound())
  })

  it('tells a referrer nothing where it is no business of theirs', async () => {
    const since = new Date()
    await record(person('officer'), reference, 'police', 'charged')
    const told = await messagesSince(reference, since)
    expect(told.map(([type]) => type)).not.toContain('referral.state_changed')
  })

  it('leaves the clock of other queues alone', async () => {
    const before = await itemOf(reference, 'NRM')
    await record(person('officer'), reference, 'police', 'safeguarding_only')
    expect(await itemOf(reference, 'NRM')).toMatchObject({
      dueAt: before.dueAt,
      version: before.version,
    })
  })
})

describe('the day of an outcome', () => {
  it('is neither in the future nor before the referral was sent', async () => {
    const reference = await everywhere()
    const tomorrow = dayForm(new Date(Date.now() + 86_400_000))
    const yesterday = dayForm(new Date(Date.now() - 86_400_000))
    for (const day of [tomorrow, yesterday])
      expect(await record(person('beacon'), reference, 'beacon', 'offered', day)).toMatchObject({
        form: { problems: [{ question: 'decidedOn' }], typed: { value: 'offered' } },
      })
    const later = new Date(Date.now() + 2 * 86_400_000)
    const answer = await atMoment(later, () =>
      record(person('beacon'), reference, 'beacon', 'offered', tomorrow),
    )
    expect(answer).toHaveProperty('act')
  })
})

describe('a goal of the person', () => {
  const goal = 'A job in a kitchen and a room of my own'
  const goalForm = new URLSearchParams({ words: goal })
  const result = (met: string) => new URLSearchParams({ met })
  let reference = ''
  let id = ''
  beforeAll(async () => {
    reference = await everywhere()
    await openWithReason(person('lead'), reference)
    const set = await setGoal(person('beacon'), { reference, form: goalForm })
    if ('goal' in set) id = set.goal
  })

  it('is read by Beacon, and by nobody else', async () => {
    const goalsOf = async (name: string) =>
      (await findCase(person(name), reference)).work.goals.map(({ words: said }) => said)
    expect(await goalsOf('beacon')).toEqual([goal])
    for (const name of ['officer', 'supervisor', 'desk', 'lead', 'referrer.nhs'])
      expect(await goalsOf(name)).toEqual([])
    expect(tablesWith(await asOwner(dumpDatabase), goal)).toEqual([])
  })

  it.each(['officer', 'supervisor', 'desk', 'lead', 'referrer.nhs'])(
    'is neither set nor settled by %s',
    async (name) => {
      const actor = person(name)
      await expect(setGoal(actor, { reference, form: goalForm })).rejects.toBeInstanceOf(NotAllowed)
      const asked = { reference, goal: id, version: 1, form: result('yes') }
      await expect(settleGoal(actor, asked)).rejects.toBeInstanceOf(NotAllowed)
    },
  )

  it('was met or not, and whoever comes second sees it', async () => {
    const say = (met: string, version: number) =>
      settleGoal(person('beacon'), { reference, goal: id, version, form: result(met) })
    expect(await say('', 1)).toMatchObject({ form: { problems: [{ question: 'met' }] } })
    expect(await say('partly', 1)).toEqual({ goal: id })
    expect(await say('no', 1)).toMatchObject({
      changed: { done: 'Met in part', version: 2 },
      form: { typed: { met: 'no' } },
    })
    expect(await say('yes', 2)).toEqual({ goal: id })
    const { work } = await findCase(person('beacon'), reference)
    expect(work.goals).toMatchObject([{ met: 'yes', version: 3 }])
    const told = work.timeline.map(({ event }) => event)
    expect(told).toContain('goal.set')
    expect(told.filter((event) => event === 'goal.settled')).toHaveLength(2)
  })

  it('of another case is not found', async () => {
    const other = await everywhere()
    const asked = { reference: other, goal: id, version: 3, form: result('yes') }
    await expect(settleGoal(person('beacon'), asked)).rejects.toEqual(new NotFound())
    const wrong = { ...asked, goal: 'no-id' }
    await expect(settleGoal(person('beacon'), wrong)).rejects.toEqual(new NotFound())
  })
})

describe('the pages', () => {
  it('record an outcome, or say what is wrong and keep what was typed', async () => {
    const reference = await submitted()
    const params = { reference, track: 'nrm' }
    const path = `/cases/${reference}/outcomes/nrm`
    const headers = { cookie: await cookieOf(person('desk')) }
    const shown = await (await get(openOutcome, path, params, headers)).text()
    expect(shown).toContain('Positive reasonable grounds decision')
    expect(shown).not.toContain('Positive conclusive grounds decision')
    const typed = { ...typedFor('nrm', 'rg_positive'), version: '1', words }
    const noDay = new URLSearchParams({ ...typed, 'decidedOn-day': '' })
    const wrong = await post(postOutcome, path, params, noDay, headers)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain(words)
    const right = await post(postOutcome, path, params, new URLSearchParams(typed), headers)
    expect(right.status).toBe(303)
    expect(
      (await post(postOutcome, path, params, new URLSearchParams(typed), headers)).status,
    ).toBe(409)
    const officer = { cookie: await cookieOf(person('officer')) }
    expect((await get(openOutcome, path, params, officer)).status).toBe(403)
    const nowhere = { reference, track: 'weather' }
    expect((await get(openOutcome, path, nowhere, headers)).status).toBe(404)
  })

  it('set a goal and say whether it was met', async () => {
    const reference = await everywhere()
    const headers = { cookie: await cookieOf(person('beacon')) }
    const path = `/cases/${reference}/goals`
    expect((await get(openGoals, path, { reference }, headers)).status).toBe(200)
    const empty = await post(postGoals, path, { reference }, new URLSearchParams(), headers)
    expect(empty.status).toBe(422)
    const form = new URLSearchParams({ words: 'To learn English' })
    expect((await post(postGoals, path, { reference }, form, headers)).status).toBe(303)
    const { work } = await findCase(person('beacon'), reference)
    const params = { reference, goal: work.goals[0]?.id ?? '' }
    const shown = await get(openGoal, `${path}/${params.goal}`, params, headers)
    expect(await shown.text()).toContain('To learn English')
    const met = new URLSearchParams({ version: '1', met: 'yes' })
    expect((await post(postGoal, path, params, met, headers)).status).toBe(303)
    expect((await post(postGoal, path, params, met, headers)).status).toBe(409)
  })
})
