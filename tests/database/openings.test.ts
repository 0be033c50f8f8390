import { subHours } from 'date-fns'
import { beforeEach, describe, expect, it } from 'vitest'
import { GET as casePage } from '@/app/cases/[reference]/route'
import { GET as notePage, POST as noteForm } from '@/app/cases/[reference]/notes/route'
import { GET as correctPage } from '@/app/cases/[reference]/correct/route'
import { GET as openPage, POST as openForm } from '@/app/cases/[reference]/open/route'
import { GET as openingsPage } from '@/app/openings/route'
import { GET as queuePage } from '@/app/queues/[queue]/route'
import type { Actor } from '@/lib/access/actor'
import type { Role } from '@/lib/access/roles'
import { mostInAnHour } from '@/lib/casework/entry'
import { findOpenings } from '@/lib/casework/find-openings'
import { openCase } from '@/lib/casework/open-case'
import { recordOpening } from '@/lib/casework/record-opening'
import { atMoment } from '@/lib/clock'
import { NotFound } from '@/lib/refusals'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { addActor } from '@/tests/support/people'
import { cookieOf, get, post } from '@/tests/support/requests'
import { shareForm, sharing } from '@/tests/support/sharing'

const database = testDatabase()
const { asOwner } = database
const { person, colleagueOf } = countyPeople(database)
const { send, act } = casework(database)
const { offer, share } = sharing(database)

/** Somebody else of the same organisation. */
const another = (role: Role, { organisation }: Actor) =>
  asOwner((tx) => addActor(tx, role, organisation))

let reference = ''
beforeEach(async () => {
  reference = await send(person('referrer.nhs'), 'V16')
})

/** How somebody gets to see a case now: at once, or only with a reason. */
const entryOf = async (actor: Actor, one = reference) =>
  'found' in (await openCase(actor, one)) ? 'at once' : 'with a reason'
const lastView = async (actor: Actor) => {
  const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
  const event = await asOwner((tx) =>
    tx.event.findFirst({
      where: { referralId: id, type: 'referral.viewed', accountId: actor.accountId },
      orderBy: { sequence: 'desc' },
    }),
  )
  return event?.detail
}

describe('own work opens at once', () => {
  it.each(['referrer.nhs', 'officer', 'supervisor', 'beacon', 'desk'])(
    'what somebody sent, or may take: %s',
    async (name) => {
      expect(await entryOf(person(name))).toBe('at once')
      expect(await lastView(person(name))).toMatchObject({ entry: 'own_work' })
    },
  )

  it('what a colleague sent, of which they see only where it stands', async () => {
    expect(await entryOf(colleagueOf(person('referrer.nhs')))).toBe('at once')
  })

  it('what somebody has, and for the lead what is on hold', async () => {
    await act(person('officer'), reference, 'POLICE', 'accept')
    expect(await entryOf(person('officer'))).toBe('at once')
    const held = await send(person('referrer.fire'), 'V05')
    expect(await entryOf(person('lead'), held)).toBe('at once')
  })

  it('what was shared with their organisation, or waits for its answer', async () => {
    await share(person('desk'), person('referrer.charity'), reference)
    expect(await entryOf(person('referrer.charity'))).toBe('at once')
    await act(person('officer'), reference, 'POLICE', 'accept')
    await offer(
      person('desk'),
      reference,
      shareForm(person('officer'), { purpose: 'safeguarding' }),
    )
    expect(await entryOf(person('officer2'))).toBe('at once')
  })

  it('what asks for a second person', async () => {
    await act(person('officer'), reference, 'POLICE', 'accept')
    await act(person('officer'), reference, 'POLICE', 'raise')
    expect(await entryOf(person('officer2'))).toBe('with a reason')
    await act(person('officer'), reference, 'POLICE', 'ask_to_lower')
    expect(await entryOf(person('officer2'))).toBe('at once')
  })
})

describe('outside their own work', () => {
  it('a lead gives a reason for a case that has nothing for them to do', async () => {
    expect(await entryOf(person('lead2'))).toBe('with a reason')
  })

  it('an officer does for what a colleague has, and reads nothing before', async () => {
    await act(person('officer'), reference, 'POLICE', 'accept')
    const cookie = await cookieOf(person('officer2'))
    const ask = async () => {
      const answer = await get(casePage, `/cases/${reference}`, { reference }, { cookie })
      return answer.text()
    }
    const before = await ask()
    expect(before).toContain('Why do you open this case?')
    expect(before).not.toContain('What was said')
    expect(before).not.toContain('Stevenage')
    expect(await lastView(person('officer2'))).toBeUndefined()
    const opening = await openWithReason(person('officer2'), reference, 'cover')
    expect(await ask()).toContain('What was said')
    expect(await lastView(person('officer2'))).toMatchObject({ entry: 'opening', opening })
  })

  it('the pane beside the list and the pages behind a case wait for it too', async () => {
    await act(person('desk'), reference, 'NRM', 'accept')
    await act(person('officer'), reference, 'POLICE', 'accept')
    const cookie = await cookieOf(person('officer2'))
    const path = `/queues/police?tab=all&open=${reference}`
    const pane = await (await get(queuePage, path, { queue: 'police' }, { cookie })).text()
    expect(pane).toContain('Say why you open it')
    expect(pane).not.toContain('In their words')
    const notes = `/cases/${reference}/notes`
    expect((await get(notePage, notes, { reference }, { cookie })).status).toBe(303)
    const body = new URLSearchParams({ type: 'note', readers: 'queue', words: 'A note' })
    expect((await post(noteForm, notes, { reference }, body, { cookie })).status).toBe(403)
    await openWithReason(person('officer2'), reference)
    expect((await get(notePage, notes, { reference }, { cookie })).status).toBe(200)
    const beside = await (await get(queuePage, path, { queue: 'police' }, { cookie })).text()
    expect(beside).toContain('Open the whole case')
  })

  it('and so does what a desk corrects of a colleague’s case', async () => {
    await act(person('desk'), reference, 'NRM', 'accept')
    const other = await another('first_responder_desk', person('desk'))
    const cookie = await cookieOf(other)
    const path = `/cases/${reference}/correct`
    expect((await get(correctPage, path, { reference }, { cookie })).status).toBe(303)
    await openWithReason(other, reference)
    expect((await get(correctPage, path, { reference }, { cookie })).status).toBe(200)
  })

  it('lasts for a shift', async () => {
    await atMoment(subHours(new Date(), 9), () => openWithReason(person('lead2'), reference))
    expect(await entryOf(person('lead2'))).toBe('with a reason')
    await atMoment(subHours(new Date(), 7), () => openWithReason(person('lead2'), reference))
    expect(await entryOf(person('lead2'))).toBe('at once')
  })

  it('what was theirs this shift stays open to them, and no longer', async () => {
    expect(await entryOf(person('officer2'))).toBe('at once')
    await act(person('officer'), reference, 'POLICE', 'accept')
    expect(await entryOf(person('officer2'))).toBe('at once')
    expect(await lastView(person('officer2'))).toMatchObject({ entry: 'recent' })
    const later = new Date(Date.now() + 9 * 60 * 60 * 1000)
    expect(await atMoment(later, () => entryOf(person('officer2')))).toBe('with a reason')
  })

  it('nobody gives a reason for what does not exist to them', async () => {
    const form = new URLSearchParams({ reason: 'safety' })
    for (const name of ['referrer.fire', 'admin', 'auditor', 'desk.stevenage'])
      await expect(recordOpening(person(name), { reference, form })).rejects.toEqual(new NotFound())
    const cookie = await cookieOf(person('desk.stevenage'))
    const answer = await get(openPage, `/cases/${reference}/open`, { reference }, { cookie })
    expect(answer.status).toBe(404)
  })

  it('the form keeps what was typed, and leads on to the case', async () => {
    const cookie = await cookieOf(person('lead2'))
    const path = `/cases/${reference}/open`
    const wrong = new URLSearchParams({ reason: 'other', to: `/cases/${reference}` })
    const asked = await post(openForm, path, { reference }, wrong, { cookie })
    expect([asked.status, (await asked.text()).includes('Enter your reason')]).toEqual([422, true])
    const right = new URLSearchParams({
      reason: 'other',
      words: 'An inspection',
      to: '//evil.test',
    })
    const opened = await post(openForm, path, { reference }, right, { cookie })
    expect([opened.status, opened.headers.get('location')]).toEqual([303, `/cases/${reference}`])
  })
})

describe('the lead reads who opened what', () => {
  it('with the reason, how often, and nobody else does', async () => {
    const form = new URLSearchParams({ reason: 'safety', words: 'She rang me.' })
    await recordOpening(person('lead2'), { reference, form })
    const { list, byPerson } = await findOpenings(person('lead'))
    const { name, role, organisation } = person('lead2')
    expect(list[0]).toMatchObject({
      ...{ reference, name, role, organisation: organisation.name },
      ...{ reason: 'safety', words: 'She rang me.' },
    })
    expect(byPerson.find((one) => one.name === name)?.times).toBeGreaterThan(0)
    const cookie = await cookieOf(person('lead'))
    const page = await get(openingsPage, '/openings', {}, { cookie })
    expect(await page.text()).toContain('Somebody’s safety depends on it')
    for (const other of [
      'officer',
      'supervisor',
      'desk',
      'beacon',
      'referrer.nhs',
      'admin',
      'auditor',
    ])
      await expect(findOpenings(person(other))).rejects.toThrow(NotFound)
  })

  it('and it is never changed', async () => {
    await openWithReason(person('lead2'), reference)
    const change = asOwner((tx) => tx.$queryRaw`update opening set reason = 'cover'`)
    await expect(change).rejects.toThrow(/never changed/)
  })
})

describe('whoever opens many cases in an hour', () => {
  it(`is told of once, after ${mostInAnHour}`, async () => {
    const snooper = await another('police_triage_officer', person('officer'))
    const messages = () =>
      asOwner((tx) => tx.message.findMany({ where: { type: 'openings.many' } }))
    const references: string[] = []
    for (let sent = 0; sent < mostInAnHour + 3; sent += 1)
      references.push(await send(person('referrer.nhs'), 'V16'))
    for (const one of references.slice(0, mostInAnHour)) {
      await entryOf(snooper, one)
      await entryOf(snooper, one)
    }
    expect(await messages()).toEqual([])
    for (const one of references.slice(mostInAnHour)) await entryOf(snooper, one)
    expect(await messages()).toMatchObject([{ recipient: 'role:safeguarding_lead' }])
    expect((await findOpenings(person('lead'))).many).toMatchObject([{ name: snooper.name }])
  })
})
