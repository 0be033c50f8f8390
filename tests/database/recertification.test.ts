import { addDays, subDays } from 'date-fns'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as accountsPage } from '@/app/people/route'
import { GET as reviewPage, POST as sendReview } from '@/app/people/review/route'
import type { Actor } from '@/lib/access/actor'
import { reviewField } from '@/lib/access/account-review'
import { certifyAccounts } from '@/lib/access/certify-accounts'
import { closeUnusedAccounts } from '@/lib/access/close-unused-accounts'
import { disableAccount } from '@/lib/access/disable-account'
import { findReviewDue } from '@/lib/access/find-review-due'
import { tellReviewDue } from '@/lib/access/tell-review-due'
import { atMoment } from '@/lib/clock'
import { NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { startMailbox } from '@/tests/support/mailbox'
import { addActor } from '@/tests/support/people'
import { cookieOf, get, post } from '@/tests/support/requests'

const mailbox = await startMailbox()
process.env.MESSAGES = 'smtp'
process.env.SMTP_URL = mailbox.url
process.env.MESSAGES_FROM = 'no-reply@refer.test'
afterAll(mailbox.stop)

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const admin = () => person('admin')
const days = (ago: number) => subDays(new Date(), ago)

/** Everybody else is new and in use, so that each test is about whom it names. */
beforeEach(async () => {
  mailbox.received.length = 0
  await asOwner(async (tx) => {
    await tx.apiToken.deleteMany({})
    await tx.account.updateMany({
      data: { createdAt: days(1), lastSignedInAt: days(1), disabledAt: null },
    })
  })
})

interface Past {
  readonly added: number
  readonly signedIn?: number
  readonly confirmed?: number
  readonly role?: Actor['role']
  readonly validUntil?: Date
}
/** Somebody with a past, in days ago. */
const somebody = ({ added, signedIn, confirmed, role = 'referrer', validUntil }: Past) =>
  asOwner(async (tx) => {
    const who = await addActor(tx, role, person('beacon').organisation)
    await tx.account.update({
      where: { id: who.accountId },
      data: {
        createdAt: days(added),
        lastSignedInAt: signedIn === undefined ? null : days(signedIn),
        certifiedAt: confirmed === undefined ? null : days(confirmed),
        validUntil,
      },
    })
    return who
  })
const isOpen = async ({ accountId }: Actor) =>
  (await asOwner((tx) => tx.account.findUniqueOrThrow({ where: { id: accountId } }))).disabledAt ===
  null
const isDue = async ({ accountId }: Actor) =>
  (await findReviewDue(admin())).some(({ id }) => id === accountId)

describe('an account is due', () => {
  it.each<[Past, boolean]>([
    [{ added: 91, signedIn: 1 }, false],
    [{ added: 93, signedIn: 1 }, true],
    [{ added: 400, confirmed: 91 }, false],
    [{ added: 400, confirmed: 93 }, true],
  ])('%j: %s', async (past, due) => {
    expect(await isDue(await somebody(past))).toBe(due)
  })

  it('not once it is closed, and a quarter later once it is opened again', async () => {
    const who = await somebody({ added: 400 })
    await disableAccount(admin(), who.accountId, true)
    expect(await isDue(who)).toBe(false)
    await disableAccount(admin(), who.accountId, false)
    expect(await isDue(who)).toBe(false)
    expect(await atMoment(addDays(new Date(), 93), () => isDue(who))).toBe(true)
  })
})

describe('one form', () => {
  it('keeps some and closes others, and says how many', async () => {
    const kept = await somebody({ added: 100, signedIn: 3 })
    const left = await somebody({ added: 100 })
    const unknown = await somebody({ added: 100 })
    const cookie = await cookieOf(admin())
    const page = await (await get(reviewPage, '/people/review', {}, { cookie })).text()
    for (const { accountId } of [kept, left, unknown])
      expect(page).toContain(reviewField(accountId))
    expect(await (await get(accountsPage, '/people', {}, { cookie })).text()).toContain(
      '3 accounts to check',
    )
    const form = new URLSearchParams({
      [reviewField(kept.accountId)]: 'keep',
      [reviewField(left.accountId)]: 'close',
    })
    const answer = await post(sendReview, '/people/review', {}, form, { cookie })
    expect(answer.headers.get('location')).toBe('/people/review?kept=1&closed=1')
    expect([await isDue(kept), await isDue(left), await isDue(unknown)]).toEqual([
      false,
      false,
      true,
    ])
    expect([await isOpen(kept), await isOpen(left), await isOpen(unknown)]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('that says nothing is given back with what is missing', async () => {
    await somebody({ added: 100 })
    const headers = { cookie: await cookieOf(admin()) }
    const answer = await post(sendReview, '/people/review', {}, new URLSearchParams(), headers)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Select keep or close for at least one person')
  })

  it('confirms nobody’s own account, and is for administrators alone', async () => {
    const form = (accountId: string) => new URLSearchParams({ [reviewField(accountId)]: 'keep' })
    expect(await certifyAccounts(admin(), form(admin().accountId))).toEqual({ kept: 0, closed: 0 })
    for (const name of ['lead', 'supervisor', 'auditor', 'referrer.nhs'])
      await expect(certifyAccounts(person(name), form(admin().accountId))).rejects.toEqual(
        new NotFound(),
      )
  })
})

it('administrators are told that some are due, and how many, and nobody is named', async () => {
  expect(await tellReviewDue()).toBe(0)
  const who = await somebody({ added: 100 })
  await tellReviewDue()
  const letters = mailbox.received.filter(({ to }) => to === admin().email)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.body).toContain('/people/review')
  expect(letters[0]?.body).not.toContain(who.name)
})

describe('an account that nobody uses', () => {
  it.each<[string, Past, boolean]>([
    ['signed in 89 days ago stays', { added: 400, signedIn: 89 }, true],
    ['signed in 91 days ago is closed', { added: 400, signedIn: 91 }, false],
    ['confirmed, but not used, is closed', { added: 400, signedIn: 91, confirmed: 2 }, false],
    ['never used and 91 days old is closed', { added: 91 }, false],
    ['new and never used stays', { added: 2 }, true],
    ['on its last day stays', { added: 2, validUntil: new Date() }, true],
    ['after its last day is closed', { added: 2, signedIn: 1, validUntil: days(2) }, false],
  ])('%s', async (_, past, stays) => {
    const who = await somebody(past)
    await closeUnusedAccounts()
    expect(await isOpen(who)).toBe(stays)
  })

  it('stays where a system calls with its key', async () => {
    const who = await somebody({ added: 400 })
    await asOwner((tx) =>
      tx.apiToken.create({
        data: {
          tokenHash: new Uint8Array([1]),
          name: 'A key',
          organisationId: who.organisation.id,
          accountId: who.accountId,
          scopes: [],
          expiresAt: new Date('2099-01-01'),
        },
      }),
    )
    await closeUnusedAccounts()
    expect(await isOpen(who)).toBe(true)
  })

  it('stays open after somebody let it in again', async () => {
    const who = await somebody({ added: 400, signedIn: 200 })
    await closeUnusedAccounts()
    await disableAccount(admin(), who.accountId, false)
    await closeUnusedAccounts()
    expect(await isOpen(who)).toBe(true)
  })

  it('is never the last administrator, however long nobody was here', async () => {
    await somebody({ added: 400, signedIn: 300, role: 'administrator' })
    const closed = await atMoment(addDays(new Date(), 1000), closeUnusedAccounts)
    expect(closed).toBeGreaterThan(0)
    const open = await asOwner((tx) => tx.account.findMany({ where: { disabledAt: null } }))
    expect(open.map(({ role }) => role)).toEqual(['administrator'])
  })

  it('is recorded as closed for it', async () => {
    const who = await somebody({ added: 400 })
    await closeUnusedAccounts()
    const events = await asOwner((tx) =>
      tx.event.findMany({ where: { type: 'account.closed_unused', accountId: null } }),
    )
    expect(events.map(({ detail }) => detail)).toContainEqual({ account: who.accountId })
  })
})
