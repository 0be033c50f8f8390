import { beforeAll, describe, expect, it } from 'vitest'
import {
  GET as openConference,
  POST as postConference,
} from '@/app/cases/[reference]/conference/route'
import { GET as openNote, POST as postNote } from '@/app/cases/[reference]/notes/route'
import { findCase } from '@/lib/casework/find-case'
import { readers, type Readers } from '@/lib/casework/readers'
import { recordConference } from '@/lib/casework/record-conference'
import { writeNote } from '@/lib/casework/write-note'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send } = casework(database)

const everywhere = () => send(person('referrer.nhs'), 'V16')
const note = (typed: Record<string, string>) =>
  new URLSearchParams({ type: 'call', readers: 'workers', words: 'Some words', ...typed })
const conference = (typed: Record<string, string> = {}) =>
  new URLSearchParams({
    'heldOn-day': '20',
    'heldOn-month': '11',
    'heldOn-year': '2025',
    who: 'Karen Lloyd, Ruth Bailey',
    decisions: 'A safe place first',
    actions: 'Ruth: find a room by Friday\nKaren: open the log',
    readers: 'workers',
    ...typed,
  })

const actorOf = (name: string) =>
  name === 'colleague' ? colleagueOf(person('referrer.nhs')) : person(name)
const everybody = [
  ...['officer', 'supervisor', 'beacon', 'desk', 'lead', 'referrer.nhs', 'colleague'],
] as const

/** Who finds these words on their page of the case. */
const readersOf = async (reference: string, words: unknown) => {
  const found: string[] = []
  for (const name of everybody) {
    const { work } = await findCase(actorOf(name), reference)
    if (JSON.stringify(work).includes(JSON.stringify(words))) found.push(name)
  }
  return found
}

describe('a note is read by those whom its author names, and by nobody else', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await everywhere()
    await openWithReason(person('lead'), reference)
  })

  it.each<[string, Readers, readonly string[]]>([
    ['officer', 'queue', ['officer', 'supervisor', 'lead']],
    ['officer', 'workers', ['officer', 'supervisor', 'beacon', 'desk', 'lead']],
    ['officer', 'leads', ['officer', 'supervisor', 'lead']],
    ['officer', 'referrer', ['officer', 'supervisor', 'lead', 'referrer.nhs']],
    ['beacon', 'queue', ['beacon', 'lead']],
    ['beacon', 'leads', ['supervisor', 'beacon', 'lead']],
    ['desk', 'queue', ['desk', 'lead']],
    ['lead', 'workers', ['officer', 'supervisor', 'beacon', 'desk', 'lead']],
    ['lead', 'leads', ['supervisor', 'lead']],
  ])('of %s, for %s', async (author, who, expected) => {
    const words = `A note of ${author} for ${who}`
    const written = await writeNote(person(author), {
      reference,
      form: note({ readers: who, words }),
    })
    expect(written).toHaveProperty('act')
    expect(await readersOf(reference, words)).toEqual(expected)
    expect(tablesWith(await asOwner(dumpDatabase), words)).toEqual([])
  })

  it('for the referrer, is theirs and not their colleagues’, and they are told of news', async () => {
    const since = new Date()
    const words = 'Please bring the form'
    const form = note({ readers: 'referrer', words })
    const written = await writeNote(person('beacon'), { reference, form })
    expect(written).toHaveProperty('act')
    const read = await readersOf(reference, words)
    expect(read.filter((name) => !name.startsWith('referrer'))).toEqual(['beacon', 'lead'])
    const told = await asOwner((tx) => tx.message.findMany({ where: { queuedAt: { gte: since } } }))
    expect(told.map(({ type, recipient }) => [type, recipient])).toEqual([
      ['referral.state_changed', `account:${person('referrer.nhs').accountId}`],
    ])
  })

  it('names no queue of the lead’s own, who has none', async () => {
    const form = note({ readers: 'queue' })
    expect(await writeNote(person('lead'), { reference, form })).toMatchObject({
      form: { problems: [{ question: 'readers' }], typed: { words: 'Some words' } },
    })
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['no words', { words: ' ' }, ['words']],
    ['too many', { words: 'x'.repeat(10_001) }, ['words']],
    ['no kind', { type: '' }, ['type']],
    ['no readers', { readers: '' }, ['readers']],
    ['readers that are none', { readers: 'everybody' }, ['readers']],
  ])('with %s says what is wrong', async (_, typed, wrong) => {
    const answer = await writeNote(person('desk'), { reference, form: note(typed) })
    expect('form' in answer && answer.form.problems.map(({ question }) => question)).toEqual(wrong)
  })

  it.each(['referrer.nhs', 'colleague'])('is not written by %s', async (name) => {
    const form = note({})
    await expect(writeNote(actorOf(name), { reference, form })).rejects.toBeInstanceOf(NotAllowed)
    const asked = { reference, form: conference() }
    await expect(recordConference(actorOf(name), asked)).rejects.toBeInstanceOf(NotAllowed)
  })

  it.each(['referrer.school', 'admin', 'auditor'])('is not written by %s', async (name) => {
    const form = note({})
    await expect(writeNote(actorOf(name), { reference, form })).rejects.toEqual(new NotFound())
    const asked = { reference, form: conference() }
    await expect(recordConference(actorOf(name), asked)).rejects.toEqual(new NotFound())
  })

  it('has every kind of reader that there is in this table', () => {
    expect(Object.keys(readers).sort()).toEqual(['leads', 'queue', 'referrer', 'workers'])
  })
})

describe('contact with the person', () => {
  const contact = (typed = {}) => note({ type: 'contact', ...typed })

  it('is noted without more where a safe way is recorded', async () => {
    const reference = await everywhere()
    const written = await writeNote(person('beacon'), { reference, form: contact() })
    expect(written).toHaveProperty('act')
  })

  it('is asked about once where there is none', async () => {
    const reference = await send(person('referrer.nhs'), 'V04')
    const asked = await writeNote(person('officer'), { reference, form: contact() })
    expect(asked).toMatchObject({
      form: { problems: [{ question: 'type', confirm: 'contact-was-safe' }] },
    })
    const form = contact({ confirmed: 'contact-was-safe' })
    expect(await writeNote(person('officer'), { reference, form })).toHaveProperty('act')
  })

  const pageFor = async (name: string, reference: string) => {
    const headers = { cookie: await cookieOf(person(name)) }
    return (await get(openNote, `/cases/${reference}/notes`, { reference }, headers)).text()
  }

  it('is warned of on the page, or the safe way is shown to those who may know it', async () => {
    const unsafe = await send(person('referrer.nhs'), 'V04')
    expect(await pageFor('officer', unsafe)).toContain('No contact until a safe way is recorded')
    const safe = await everywhere()
    const told = await pageFor('beacon', safe)
    expect(told).toContain('07700 ••••16')
    expect(told).not.toContain('07700 900216')
    const withheld = await send(person('referrer.nhs'), 'V03')
    await openWithReason(person('lead'), withheld)
    const drawn = await pageFor('lead', withheld)
    expect(drawn).not.toContain('07700')
    expect(drawn).toContain('You are not told how to contact the person')
  })
})

describe('a case conference', () => {
  let reference = ''
  beforeAll(async () => {
    reference = await everywhere()
    await openWithReason(person('lead'), reference)
  })
  const later = { 'heldOn-year': '2099' }

  it('before the day it is recorded on, and never after it', async () => {
    const answer = await recordConference(person('lead'), { reference, form: conference(later) })
    expect(answer).toMatchObject({
      form: { problems: [{ question: 'heldOn' }], typed: { decisions: 'A safe place first' } },
    })
  })

  it('is kept whole and sealed, and read by those who work the case', async () => {
    const written = await recordConference(person('supervisor'), { reference, form: conference() })
    expect(written).toHaveProperty('act')
    const words = {
      when: '20 November 2025',
      who: 'Karen Lloyd, Ruth Bailey',
      decisions: 'A safe place first',
      actions: 'Ruth: find a room by Friday\nKaren: open the log',
    }
    const { work } = await findCase(person('beacon'), reference)
    expect(work.timeline.find(({ event }) => event === 'conference.recorded')?.words).toEqual(words)
    expect(tablesWith(await asOwner(dumpDatabase), words.decisions)).toEqual([])
    expect(await readersOf(reference, words)).toEqual([
      ...['officer', 'supervisor', 'beacon', 'desk', 'lead'],
    ])
  })

  it('is for the leads alone where it says so', async () => {
    const form = conference({ readers: 'leads', decisions: 'For few' })
    await recordConference(person('lead'), { reference, form })
    expect(await readersOf(reference, 'For few')).toEqual(['supervisor', 'lead'])
  })

  it('is recorded on its page', async () => {
    const headers = { cookie: await cookieOf(person('lead')) }
    const path = `/cases/${reference}/conference`
    expect((await get(openConference, path, { reference }, headers)).status).toBe(200)
    const wrong = await post(postConference, path, { reference }, conference(later), headers)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('find a room by Friday')
    const right = await post(postConference, path, { reference }, conference(), headers)
    expect(right.headers.get('location')).toBe(`/cases/${reference}#timeline`)
    const noted = await post(
      postNote,
      `/cases/${reference}/notes`,
      { reference },
      note({}),
      headers,
    )
    expect(noted.status).toBe(303)
  })
})
