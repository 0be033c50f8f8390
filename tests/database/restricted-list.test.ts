import { subDays } from 'date-fns'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as listPage } from '@/app/restricted/route'
import { GET as routePage, POST as routeForm } from '@/app/restricted/[reference]/route'
import type { Actor } from '@/lib/access/actor'
import { findRestricted } from '@/lib/casework/find-restricted'
import { openCase } from '@/lib/casework/open-case'
import { sendOutside } from '@/lib/casework/send-outside'
import { atMoment } from '@/lib/clock'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'
import { sendTyped, typedOf } from '@/tests/support/send-answers'
import { workedCase } from '@/tests/support/worked-case'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)

const words = 'The duty superintendent took it by phone.'
const dayOf = (at: Date) => {
  const { day, month, year } = londonDay(at)
  return { 'on-day': String(day), 'on-month': String(month), 'on-year': String(year) }
}
const typed = (but: Record<string, string>) =>
  new URLSearchParams({ words, ...dayOf(new Date()), reference: 'EP 0042', ...but })
const implicating = (who: string, author = 'referrer.fire') =>
  sendTyped(person(author), typedOf({ ...workedCase('V01'), implicated: who }))
const lineOf = async (reference: string) =>
  (await findRestricted(person('lead'))).find((line) => line.reference === reference)
const route = (actor: Actor, reference: string, but: Record<string, string>) =>
  sendOutside(actor, { reference, form: typed(but) })

describe('a case in which police are said to be involved', () => {
  let reference = ''
  beforeAll(async () => {
    ;({ reference } = await implicating('police'))
  })

  it('stands on the lead’s list, open, with a day by which it is to be sent elsewhere', async () => {
    const line = await lineOf(reference)
    expect(line?.keptFrom).toContain('Hertfordshire Constabulary')
    expect(line?.sent).toEqual([])
    expect(line?.dueAt?.getTime()).toBeGreaterThan(Date.now())
    const cookie = await cookieOf(person('lead'))
    const html = await (await get(listPage, '/restricted', {}, { cookie })).text()
    expect(html).toContain(reference)
    expect(html).toContain('Open')
  })

  it('is the lead’s own work until it was sent somewhere', async () => {
    expect(await openCase(person('lead2'), reference)).toHaveProperty('found')
  })

  it.each([
    [{ route: 'outside_force' }, 'force'],
    [{ route: 'professional_standards', standards: 'yes' }, 'route'],
    [{ route: 'professional_standards' }, 'standards'],
    [{ route: 'complaints_office', ...dayOf(subDays(new Date(), -3)) }, 'on'],
    [{ route: 'outside_force', force: 'bedfordshire' }, 'force'],
    [{ route: 'complaints_office', words: '' }, 'words'],
  ])('is not sent by %o: something is wrong with %s', async (but, question) => {
    expect(await route(person('lead'), reference, but)).toMatchObject({
      form: { problems: [{ question }] },
    })
    expect((await lineOf(reference))?.sent).toEqual([])
  })

  it('is sent to another force, and no longer open', async () => {
    expect(
      await route(person('lead'), reference, { route: 'outside_force', force: 'essex' }),
    ).toHaveProperty('act')
    expect((await lineOf(reference))?.sent).toMatchObject([
      { route: 'outside_force', force: 'essex', reference: 'EP 0042' },
    ])
    await route(person('lead'), reference, { route: 'complaints_office', reference: '' })
    expect((await lineOf(reference))?.sent).toHaveLength(2)
    // Nor has the lead anything else to do with it.
    await asOwner((tx) => tx.duty.updateMany({ data: { settledAt: new Date() } }))
    const later = new Date(Date.now() + 9 * 60 * 60 * 1000)
    const opened = await atMoment(later, () => openCase(person('lead2'), reference))
    expect(opened).toHaveProperty('needsReason')
  })

  it('what was written is sealed, and the trail holds the code alone', async () => {
    const { id } = await asOwner((tx) => tx.referral.findUniqueOrThrow({ where: { reference } }))
    const [event] = await asOwner((tx) =>
      tx.event.findMany({ where: { referralId: id, type: 'case.sent_outside' } }),
    )
    expect(event?.detail).toMatchObject({ route: 'outside_force' })
    const acts = await asOwner((tx) => tx.act.findMany({ where: { referralId: id } }))
    expect(JSON.stringify(acts.map(({ codes }) => codes))).not.toContain('superintendent')
  })
})

it('a case that only the referrer’s organisation does not see waits for no other force', async () => {
  const { reference } = await implicating('referrer')
  expect(await lineOf(reference)).toMatchObject({ dueAt: undefined, sent: [] })
  await openWithReason(person('lead'), reference)
  await expect(route(person('lead'), reference, { route: 'complaints_office' })).rejects.toThrow(
    NotFound,
  )
})

it('a case that is kept from nobody is not on the list', async () => {
  const { reference } = await sendTyped(person('referrer.fire'), typedOf(workedCase('V01')))
  expect(await lineOf(reference)).toBeUndefined()
  const cookie = await cookieOf(person('lead'))
  const answer = await get(routePage, `/restricted/${reference}`, { reference }, { cookie })
  expect(answer.status).toBe(404)
})

it.each(['officer', 'supervisor', 'desk', 'beacon', 'referrer.fire', 'admin', 'auditor'])(
  'the list is not for %s',
  async (name) => {
    await expect(findRestricted(person(name))).rejects.toThrow(NotFound)
  },
)

it('the page keeps what was typed', async () => {
  const { reference } = await implicating('police')
  const cookie = await cookieOf(person('lead'))
  const path = `/restricted/${reference}`
  expect((await get(routePage, path, { reference }, { cookie })).status).toBe(200)
  const wrong = await post(routeForm, path, { reference }, typed({}), { cookie })
  expect([wrong.status, (await wrong.text()).includes(words)]).toEqual([422, true])
  const right = typed({ route: 'complaints_office' })
  const done = await post(routeForm, path, { reference }, right, { cookie })
  expect([done.status, done.headers.get('location')]).toEqual([303, '/restricted'])
})
