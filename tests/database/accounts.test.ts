import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/access/actor'
import { addAccount } from '@/lib/access/add-account'
import { disableAccount } from '@/lib/access/disable-account'
import { findAccounts } from '@/lib/access/find-accounts'
import { findActor } from '@/lib/access/find-actor'
import { NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { cookieOf } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const admin = () => person('admin')

const robin = (changed: Record<string, string> = {}) =>
  new URLSearchParams({
    name: 'Robin Ó Briain',
    email: 'Robin.OBriain@council.test',
    jobTitle: 'Social worker',
    role: 'referrer',
    organisation: 'stevenage-council',
    ...changed,
  })
const isSignedIn = async (cookie: string) =>
  (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null

describe('an administrator', () => {
  it('adds an account, which nobody can sign in to before they have chosen a password', async () => {
    const added = await addAccount(admin(), robin())
    if ('problems' in added) throw new Error(JSON.stringify(added.problems))
    expect(added.email).toBe('robin.obriain@council.test')
    const address = added.link?.address ?? ''
    expect(address).toMatch(/\/invitation\/[\w-]{43}$/)
    const { accounts } = await findAccounts(admin())
    expect(accounts).toContainEqual(
      expect.objectContaining({ name: 'Robin Ó Briain', role: 'referrer', disabledAt: null }),
    )
  })

  it.each<[Record<string, string>, string]>([
    [{ email: 'ROBIN.obriain@council.test' }, 'email'],
    [{ email: 'robin' }, 'email'],
    [{ email: 'new.1@council.test', name: '  ' }, 'name'],
    [{ email: 'new.2@council.test', role: 'owner' }, 'role'],
    [{ email: 'new.3@council.test', role: '__proto__' }, 'role'],
    [{ email: 'new.4@council.test', organisation: 'nowhere' }, 'organisation'],
  ])('is told what is wrong with %j, and keeps what was typed', async (changed, question) => {
    const before = await asOwner((tx) => tx.account.count())
    const added = await addAccount(admin(), robin(changed))
    expect(added).toMatchObject({ problems: [{ question }], typed: { jobTitle: 'Social worker' } })
    expect(await asOwner((tx) => tx.account.count())).toBe(before)
  })

  it('disables an account, which ends its sessions, and enables it again', async () => {
    const subject = person('referrer.nhs')
    const cookie = await cookieOf(subject)
    await disableAccount(admin(), subject.accountId, true)
    expect(await isSignedIn(cookie)).toBe(false)
    await expect(cookieOf(subject)).rejects.toThrow()
    await disableAccount(admin(), subject.accountId, false)
    expect(await isSignedIn(cookie)).toBe(false)
    expect(await isSignedIn(await cookieOf(subject))).toBe(true)
  })

  it('cannot disable themselves, nor an account that is not there', async () => {
    for (const id of [admin().accountId, randomUUID(), 'nobody', '', '\0', '-'.repeat(36)])
      await expect(disableAccount(admin(), id, true)).rejects.toEqual(new NotFound())
  })

  it('is recorded, by ids and codes', async () => {
    const events = await asOwner((tx) =>
      tx.event.findMany({ where: { accountId: admin().accountId }, orderBy: { sequence: 'asc' } }),
    )
    expect(events.map(({ type }) => type)).toEqual([
      'account.added',
      'account.invited',
      'account.disabled',
      'account.enabled',
    ])
    expect(events[2]?.detail).toEqual({ account: person('referrer.nhs').accountId })
  })
})

describe('nobody else manages accounts', () => {
  let subject: Actor
  beforeAll(() => {
    subject = person('referrer.fire')
  })
  it.each([
    ...(['referrer.nhs', 'officer', 'supervisor', 'beacon'] as const),
    ...(['desk', 'lead', 'auditor'] as const),
  ])('%s', async (name) => {
    const actor = person(name)
    const form = robin({ email: `new.${name}@council.test` })
    await expect(findAccounts(actor)).rejects.toEqual(new NotFound())
    await expect(addAccount(actor, form)).rejects.toEqual(new NotFound())
    await expect(disableAccount(actor, subject.accountId, true)).rejects.toEqual(new NotFound())
    const row = await asOwner((tx) =>
      tx.account.findUniqueOrThrow({ where: { id: subject.accountId } }),
    )
    expect(row.disabledAt).toBeNull()
  })
})
