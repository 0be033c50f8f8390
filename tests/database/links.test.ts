import { beforeAll, describe, expect, it } from 'vitest'
import { GET as openForm, POST as postForm } from '@/app/cases/[reference]/link/route'
import type { Actor } from '@/lib/access/actor'
import { findCase } from '@/lib/casework/find-case'
import { linkCases } from '@/lib/casework/link-cases'
import { unlinkCases } from '@/lib/casework/unlink-cases'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { makeReference } from '@/lib/referral/reference'
import { casework } from '@/tests/support/casework'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { openWithReason } from '@/tests/support/open-with-reason'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const { send } = casework(database)

/** Two that the desk, Beacon and the police work, and one that only the safeguarding lead sees. */
let one = ''
let two = ''
let held = ''
beforeAll(async () => {
  one = await send(person('referrer.nhs'), 'V16')
  two = await send(person('referrer.council'), 'V01')
  held = await send(person('referrer.council'), 'V05')
})

const formOf = (other: string, kind = 'same_person') => new URLSearchParams({ other, kind })
const link = async (actor: Actor, reference: string, form: URLSearchParams) => {
  const done = await linkCases(actor, reference, form)
  if (!('linked' in done)) throw new Error(JSON.stringify(done.taken.problems))
  return done.linked
}
const linksOf = async (name: string, reference: string) =>
  (await findCase(person(name), reference)).work.links.map((found) => [found.reference, found.kind])
const eventsOf = (reference: string, type: string) =>
  asOwner(async (tx) => {
    const { id } = await tx.referral.findUniqueOrThrow({ where: { reference } })
    return tx.event.count({ where: { referralId: id, type } })
  })

describe('two cases', () => {
  it('are linked and unlinked, shown and recorded with both, and stay two', async () => {
    const id = await link(person('desk'), one, formOf(` ${two.toLowerCase()} `, 'same_scene'))
    expect(await linksOf('desk', one)).toEqual([[two, 'same_scene']])
    expect(await linksOf('beacon', two)).toEqual([[one, 'same_scene']])
    for (const reference of [one, two]) expect(await eventsOf(reference, 'cases.linked')).toBe(1)

    expect(await linkCases(person('desk'), two, formOf(one))).toMatchObject({
      taken: { problems: [{ question: 'other', message: 'They are linked already' }] },
    })
    expect(await unlinkCases(person('officer'), two, id)).toBe(two)
    expect(await linksOf('desk', one)).toEqual([])
    expect(await linksOf('desk', two)).toEqual([])
    await unlinkCases(person('officer'), two, id)
    for (const reference of [one, two]) expect(await eventsOf(reference, 'cases.unlinked')).toBe(1)
  })

  it('are not told of to whoever sees one of them, and not to referrers', async () => {
    await openWithReason(person('lead'), one)
    const id = await link(person('lead'), one, formOf(held))
    expect(await linksOf('lead', held)).toEqual([[one, 'same_person']])
    expect(await linksOf('desk', one)).toEqual([])
    expect(await linksOf('referrer.nhs', one)).toEqual([])
    for (const name of ['desk', 'referrer.nhs'])
      expect(
        await withActor(person(name), (tx) => tx.link.count({ where: { id, endedAt: null } })),
      ).toBe(0)
    await expect(unlinkCases(person('desk'), one, id)).rejects.toEqual(new NotFound())
    await unlinkCases(person('lead'), held, id)
  })
})

describe('a link is refused', () => {
  const hidden = 'There is no such case, or it is not yours to see'
  it.each<[string, () => string, string]>([
    ['with a case that is not there', () => makeReference(new Uint8Array(8)), hidden],
    ['with a case of others', () => held, hidden],
    ['with what is no reference', () => 'Maria', hidden],
    ['with itself', () => one, 'A case cannot be linked with itself'],
    ['with nothing', () => '', 'Enter the reference of the other case'],
  ])('%s', async (_, other, message) => {
    expect(await linkCases(person('desk'), one, formOf(other()))).toMatchObject({
      taken: { problems: [{ question: 'other', message }] },
    })
  })

  it('without saying why they belong together', async () => {
    expect(await linkCases(person('desk'), one, formOf(two, ''))).toMatchObject({
      taken: { typed: { other: two }, problems: [{ question: 'kind' }] },
    })
  })

  it.each(['referrer.nhs', 'desk.stevenage', 'admin', 'auditor'])(
    'to %s, who does not work the case',
    async (name) => {
      await expect(linkCases(person(name), one, formOf(two))).rejects.toEqual(new NotFound())
    },
  )
})

it('the page takes a reference from its address, and nothing else', async () => {
  const cookie = await cookieOf(person('desk'))
  const open = async (other: string) => {
    const path = `/cases/${one}/link?other=${encodeURIComponent(other)}`
    return (await get(openForm, path, { reference: one }, { cookie })).text()
  }
  expect(await open(two)).toContain(`value="${two}"`)
  expect(await open('Maria Example')).not.toContain('Maria')
  const path = `/cases/${one}/link`
  const params = { reference: one }
  const wrong = await post(postForm, path, params, formOf('nothing'), { cookie })
  expect(wrong.status).toBe(422)
  expect((await post(postForm, path, params, formOf(two), { cookie })).status).toBe(303)
  const [found] = (await findCase(person('desk'), one)).work.links
  const unlink = new URLSearchParams({ unlink: found?.id ?? '' })
  expect((await post(postForm, path, params, unlink, { cookie })).status).toBe(303)
  expect(await linksOf('desk', one)).toEqual([])
})
