import { addHours } from 'date-fns'
import { describe, expect, it } from 'vitest'
import { GET as openInvitation, POST as choose } from '@/app/invitation/[token]/route'
import { addAccount } from '@/lib/access/add-account'
import { answerAccountRequest } from '@/lib/access/answer-account-request'
import { disableAccount } from '@/lib/access/disable-account'
import { findAccountRequests } from '@/lib/access/find-account-requests'
import { findAccounts } from '@/lib/access/find-accounts'
import { verifyPassword } from '@/lib/access/hash-password'
import { makeInvitation } from '@/lib/access/make-invitation'
import { atMoment } from '@/lib/clock'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { cookieOf, get, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const admin = () => person('admin')

const good = 'marmalade ladder tuesday'
let people = 0

/** Adds somebody nobody knew before. */
const add = async (role: string, more: Record<string, string> = {}) => {
  people += 1
  const email = `new.${people}@council.test`
  const form = { name: 'Robin Ó Briain', email, role, organisation: 'stevenage-council', ...more }
  const added = await addAccount(admin(), new URLSearchParams(form))
  if ('problems' in added) throw new Error(JSON.stringify(added.problems))
  const { accounts } = await findAccounts(admin())
  const account = accounts.find((one) => one.email === email)
  if (!account) throw new Error('The account is not in the list')
  return { ...added, account }
}
const tokenOf = (address: string | undefined) => address?.split('/').at(-1) ?? ''
const open = (token: string) => get(openInvitation, `/invitation/${token}`, { token })
const send = (token: string, password = good, again = password) =>
  post(choose, `/invitation/${token}`, { token }, new URLSearchParams({ password, again }))
const storedPassword = async (email: string) =>
  (
    await asOwner((tx) =>
      tx.account.findUniqueOrThrow({ where: { email }, select: { passwordHash: true } }),
    )
  ).passwordHash
const waitingFor = async (accountId: string) => {
  const found = (await findAccountRequests(person('lead'))).find(
    (one) => one.accountId === accountId,
  )
  if (!found) throw new Error('Nothing waits')
  return found
}

describe('whoever is added as a referrer', () => {
  it('chooses a password by a link, which is kept nowhere and works once', async () => {
    const { email, link } = await add('referrer')
    const token = tokenOf(link?.address)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(await asOwner(dumpDatabase).then((dump) => tablesWith(dump, token))).toEqual([])
    expect((await open(token)).status).toBe(200)

    const answer = await send(token)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/invitation/chosen'])
    expect(await verifyPassword(good, await storedPassword(email))).toBe(true)

    expect((await open(token)).status).toBe(410)
    expect((await send(token, 'another good long password')).status).toBe(410)
    expect(await verifyPassword(good, await storedPassword(email))).toBe(true)
  })

  it('chooses once, even with two browsers at the same moment', async () => {
    const { link } = await add('referrer')
    const token = tokenOf(link?.address)
    const answers = await Promise.all([send(token, `${good} one`), send(token, `${good} two`)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
  })

  it('is told what is wrong with a password, and the link goes on working', async () => {
    const { email, link } = await add('referrer')
    const token = tokenOf(link?.address)
    const before = await storedPassword(email)
    for (const [password, again, problem] of [
      ['short', 'short', '15 characters or more'],
      [good, `${good}s`, 'The two passwords are not the same'],
    ] as const) {
      const answer = await send(token, password, again)
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(problem)
      expect(page).not.toContain(`value="${password}"`)
    }
    expect(await storedPassword(email)).toBe(before)
    expect((await send(token)).status).toBe(303)
  })

  it('has three days for it', async () => {
    const { link } = await add('referrer')
    const token = tokenOf(link?.address)
    const at = (hours: number) => atMoment(addHours(new Date(), hours), () => open(token))
    expect((await at(71)).status).toBe(200)
    expect((await at(73)).status).toBe(410)
  })

  it('gets another link, and the one before stops', async () => {
    const { account, link } = await add('referrer')
    const again = await makeInvitation(admin(), account.id)
    expect((await open(tokenOf(link?.address))).status).toBe(410)
    expect((await open(tokenOf(again?.address))).status).toBe(200)
  })

  it('cannot be invited again once they chose, so no administrator takes an account over', async () => {
    const { account, link } = await add('referrer')
    await send(tokenOf(link?.address))
    await expect(makeInvitation(admin(), account.id)).rejects.toThrow(Changed)
    await cookieOf(person('referrer.fire'))
    await expect(makeInvitation(admin(), person('referrer.fire').accountId)).rejects.toThrow(
      Changed,
    )
  })

  it('finds the link closed with the account', async () => {
    const { account, link } = await add('referrer')
    await disableAccount(admin(), account.id, true)
    expect((await send(tokenOf(link?.address))).status).toBe(410)
  })
})

it.each(['', 'x', '\0', 'a'.repeat(500), '%00', '../sign-in'])(
  'a link that never was does not work: %j',
  async (token) => {
    expect((await open(token)).status).toBe(410)
    expect((await send(token)).status).toBe(410)
  },
)

describe('whoever is added to do more than refer', () => {
  it('waits closed until a second person agrees, and is then invited', async () => {
    const { email, account, link } = await add('safeguarding_lead')
    expect(link).toBeUndefined()
    expect(account.waitsForAgreement).toBe(true)
    await expect(cookieOf({ accountId: account.id })).rejects.toThrow()

    const { id } = await waitingFor(account.id)
    const handed = await answerAccountRequest(person('lead'), id, true)
    expect(handed).toMatchObject({ email, kind: 'invitation' })
    expect((await send(tokenOf(handed?.address))).status).toBe(303)
    await cookieOf({ accountId: account.id })
  })

  it('is not let in by the administrator who added them', async () => {
    const { account } = await add('police_supervisor')
    const { id } = await waitingFor(account.id)
    await expect(answerAccountRequest(admin(), id, true)).rejects.toThrow(NotAllowed)
    await expect(disableAccount(admin(), account.id, false)).rejects.toThrow(NotAllowed)
    await expect(cookieOf({ accountId: account.id })).rejects.toThrow()
  })

  it('stays out where the second person does not agree', async () => {
    const { account } = await add('auditor')
    const { id } = await waitingFor(account.id)
    expect(await answerAccountRequest(person('lead'), id, false)).toBeUndefined()
    await expect(cookieOf({ accountId: account.id })).rejects.toThrow()
    await expect(answerAccountRequest(person('lead'), id, true)).rejects.toThrow(NotFound)
  })
})

it('an account with a last day is not signed in to after it', async () => {
  const day = { 'lastDay-day': '1', 'lastDay-month': '3', 'lastDay-year': '2026' }
  const { account } = await add('referrer', day)
  await expect(cookieOf({ accountId: account.id })).rejects.toThrow(/last day/)
})

it('all of it is recorded, by ids and codes', async () => {
  const { email, account, link } = await add('referrer')
  await send(tokenOf(link?.address))
  const rows = await asOwner((tx) => tx.event.findMany({ orderBy: { sequence: 'desc' }, take: 3 }))
  expect(rows.map(({ type }) => type).reverse()).toEqual([
    'account.added',
    'account.invited',
    'account.password_chosen',
  ])
  const said = JSON.stringify(rows.map(({ detail }) => detail))
  expect(said).toContain(account.id)
  expect(said).not.toContain(email)
})
