import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as change } from '@/app/settings/password/route'
import { findActor } from '@/lib/access/find-actor'
import { hashPassword } from '@/lib/access/hash-password'
import { signIn } from '@/lib/access/sign-in'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { cookieIn, cookieOf, post } from '@/tests/support/requests'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const nurse = () => person('referrer.nhs')
const present = 'a long enough passphrase'
const other = 'quiet lantern beside rivers'
let passwordHash = ''

beforeAll(async () => {
  passwordHash = await hashPassword(present)
})
beforeEach(() =>
  asOwner(async (tx) => {
    await tx.account.update({ where: { id: nurse().accountId }, data: { passwordHash } })
    await tx.signInTry.deleteMany()
  }),
)

const send = (
  cookie: string,
  presentPassword: string,
  password: string,
  passwordAgain = password,
) =>
  post(
    change,
    '/settings/password',
    {},
    new URLSearchParams({ presentPassword, password, passwordAgain }),
    { cookie, 'x-forwarded-for': '192.0.2.1' },
  )
const isIn = async (cookie: string) =>
  (await findActor(new Request('http://localhost:3999', { headers: { cookie } }))) !== null
const opens = async (password: string) =>
  'sessionToken' in (await signIn(nurse().email, password, '192.0.2.77'))

describe('changing one’s own password', () => {
  it('ends every other session, and begins this one anew', async () => {
    const [here, elsewhere] = [await cookieOf(nurse()), await cookieOf(nurse())]
    const answer = await send(here, present, other)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/settings/password?changed',
    ])
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([false, false])
    expect(await isIn(cookieIn(answer.headers.get('set-cookie')))).toBe(true)
    expect([await opens(present), await opens(other)]).toEqual([false, true])
    const event = await asOwner((tx) =>
      tx.event.findFirst({ where: { type: 'password.changed' }, orderBy: { sequence: 'desc' } }),
    )
    expect(event).toMatchObject({ accountId: nurse().accountId, detail: {} })
    expect(tablesWith(await asOwner(dumpDatabase), other)).toEqual([])
  })

  it.each<[string, present: string, password: string, again: string, says: string]>([
    ['another present one', 'wrong', other, other, 'that you sign in with now'],
    ['a short one', present, 'too short', 'too short', '15 characters or more'],
    ['the same', present, present, present, 'must be another one'],
    ['two that differ', present, other, `${other}!`, 'are not the same'],
    ['words of the service', present, 'Hertfordshire-NRM-Beacon', 'x', 'too easy to guess'],
  ])('is refused with %s, and the page holds none of them', async (_, now, next, again, says) => {
    const cookie = await cookieOf(nurse())
    const answer = await send(cookie, now, next, again)
    const page = await answer.text()
    expect([answer.status, page.includes(says)]).toEqual([422, true])
    for (const typed of [now, next]) expect(page).not.toContain(`value="${typed}"`)
    expect([await isIn(cookie), await opens(present)]).toEqual([true, true])
  })

  it('cannot be used to guess the present one at a screen that was left open', async () => {
    const cookie = await cookieOf(nurse())
    for (let tries = 0; tries < 5; tries += 1) await send(cookie, `wrong ${tries}`, other)
    const answer = await send(cookie, present, other)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '900'])
    expect(await answer.text()).toContain('too many tries')
    expect(await opens(present)).toBe(true)
  })
})
