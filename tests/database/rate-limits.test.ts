import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as postSignIn } from '@/app/sign-in/route'
import type { Actor } from '@/lib/access/actor'
import { checkCode } from '@/lib/access/check-code'
import { hashPassword } from '@/lib/access/hash-password'
import { signIn } from '@/lib/access/sign-in'
import { tryLimits, tryWindow, waitFor } from '@/lib/access/tries'
import { atMoment } from '@/lib/clock'
import { callerOf } from '@/lib/http/caller'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase } from '@/tests/support/dump-database'
import { post } from '@/tests/support/requests'
import { codeAt, enrol, later } from '@/tests/support/second-factor'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const nurse = () => person('referrer.nhs')
const password = 'a long enough passphrase'
const [home, afar] = ['192.0.2.1', '203.0.113.9']

beforeAll(async () => {
  const passwordHash = await hashPassword(password)
  await asOwner((tx) => tx.account.updateMany({ data: { passwordHash } }))
})
beforeEach(() => asOwner((tx) => tx.signInTry.deleteMany()))

const wrong = (actor: Pick<Actor, 'email'>, place: string) => signIn(actor.email, 'wrong', place)
const right = (actor: Actor, place: string) => signIn(actor.email, password, place)
const times = <T>(count: number, act: (index: number) => Promise<T>) =>
  Array.from({ length: count }).reduce<Promise<T[]>>(
    async (before, _, index) => [...(await before), await act(index)],
    Promise.resolve([]),
  )
const isIn = expect.objectContaining({ sessionToken: expect.any(String) })

describe('wrong passwords', () => {
  it('for one account from one place: five, then even the right one is refused there', async () => {
    expect(await times(5, () => wrong(nurse(), afar))).toEqual(Array(5).fill({ refused: 'wrong' }))
    expect(await right(nurse(), afar)).toEqual({ refused: 'too-many' })
    expect(await signIn(nurse().email.toUpperCase(), password, afar)).toEqual({
      refused: 'too-many',
    })
  })

  it('from elsewhere keep nobody out of their own account, however many', async () => {
    const hammered = Array.from({ length: 60 }, (_, index) =>
      wrong(nurse(), `203.0.113.${index % 15}`),
    )
    await Promise.all(hammered)
    expect(await right(nurse(), home)).toEqual(isIn)
  })

  it('at one account do nothing to another from the same place', async () => {
    await times(6, () => wrong(nurse(), afar))
    expect(await right(person('referrer.fire'), afar)).toEqual(isIn)
  })

  it('from one place at any account: thirty, then that place waits and no other', async () => {
    const results = await times(31, (index) => wrong({ email: `guess.${index}@demo.test` }, afar))
    expect(results.at(-2)).toEqual({ refused: 'wrong' })
    expect(results.at(-1)).toEqual({ refused: 'too-many' })
    expect(await right(nurse(), afar)).toEqual({ refused: 'too-many' })
    expect(await right(nurse(), home)).toEqual(isIn)
  })

  it('at the same moment are no more than one after the other', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => wrong(nurse(), afar)))
    expect(
      results.filter((result) => 'refused' in result && result.refused === 'wrong'),
    ).toHaveLength(5)
  })

  it('are forgotten after a quarter of an hour, and by the right one', async () => {
    await times(4, () => wrong(nurse(), home))
    expect(await right(nurse(), home)).toEqual(isIn)
    expect(await times(5, () => wrong(nurse(), home))).toEqual(Array(5).fill({ refused: 'wrong' }))
    expect(await right(nurse(), home)).toEqual({ refused: 'too-many' })
    const over = later(new Date(), tryWindow + 1)
    expect(await atMoment(over, () => right(nurse(), home))).toEqual(isIn)
  })

  it('count right ones for nothing: a busy office is not shut out', async () => {
    expect(await times(40, () => right(nurse(), home))).toEqual(Array(40).fill(isIn))
  })

  it('that were too many are on the trail once, not once each', async () => {
    const refused = () =>
      asOwner((tx) => tx.event.count({ where: { detail: { equals: { reason: 'too_many' } } } }))
    const before = await refused()
    await times(9, () => wrong(nurse(), afar))
    expect(await refused()).toBe(before + 1)
  })

  it('are counted without a name or a place in the table', async () => {
    await wrong(nurse(), afar)
    const rows = (await asOwner(dumpDatabase)).get('sign_in_try')?.join() ?? ''
    expect(rows).not.toBe('')
    for (const text of [nurse().email, nurse().accountId, afar]) expect(rows).not.toContain(text)
  })

  it('slow down whoever goes on, without an end that keeps the owner out', () => {
    expect([1, 10, 11, 20, 30, 500].map(waitFor)).toEqual([0, 0, 100, 1_000, 2_000, 2_000])
  })
})

describe('wrong codes', () => {
  it('end guessing from everywhere, and a recovery code still lets the owner in', async () => {
    const officer = person('officer')
    const at = new Date('2026-11-22T10:00:00Z')
    const { secret, recoveryCodes } = await atMoment(at, () => enrol(officer, at))
    const pending = { todo: 'code' as const, accountId: officer.accountId, ways: [] }
    const check = (code: string, recoveryCode: string, place: string) =>
      atMoment(later(at, 60), () => checkCode(pending, { code, recoveryCode }, place))
    const most = tryLimits.code.account
    await times(most, (index) => check('000000', '', `203.0.113.${index}`))
    const code = codeAt(secret, later(at, 60))
    expect(await check(code, '', home)).toEqual({ refused: 'too-many' })
    expect(await check('', recoveryCodes[0] ?? '', home)).toEqual(isIn)
  })
})

describe('from where a request comes', () => {
  it.each<[string | null, trusted: number, string]>([
    ['192.0.2.1', 0, '192.0.2.1'],
    ['spoofed, 192.0.2.1', 0, '192.0.2.1'],
    ['198.51.100.1, 192.0.2.1', 0, '192.0.2.1'],
    ['198.51.100.1, 192.0.2.1, 10.0.0.1', 1, '192.0.2.1'],
    ['198.51.100.1, 192.0.2.1, 10.0.0.2, 10.0.0.1', 2, '192.0.2.1'],
    ['192.0.2.1', 1, '192.0.2.1'],
    ['::ffff:192.0.2.1', 0, '192.0.2.1'],
    ['192.0.2.1:51234', 0, '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', 0, '2001:0db8:0001:0002'],
    ['2001:db8:1:2::1', 0, '2001:0db8:0001:0002'],
    ['2001:DB8::1', 0, '2001:0db8:0000:0000'],
    ['[2001:db8:1:2::1]:443', 0, '2001:0db8:0001:0002'],
    ['::1', 0, '0000:0000:0000:0000'],
    ['nonsense', 0, 'unknown'],
    ['', 0, 'unknown'],
    [null, 1, 'unknown'],
  ])('%j behind %i proxies is %s', (header, trusted, caller) => {
    expect(callerOf(header, trusted)).toBe(caller)
  })

  it('is not what a caller writes: another header each time does not begin anew', async () => {
    const send = (index: number) =>
      post(
        postSignIn,
        '/sign-in',
        {},
        new URLSearchParams({ email: nurse().email, password: 'x' }),
        {
          'x-forwarded-for': `198.51.100.${index}, ${afar}`,
        },
      ).then(async (answer) => ({
        status: answer.status,
        wait: answer.headers.get('retry-after'),
        isTooMany: (await answer.text()).includes('too many tries'),
      }))
    expect(await times(6, send)).toEqual([
      ...Array(5).fill({ status: 422, wait: null, isTooMany: false }),
      { status: 429, wait: String(tryWindow), isTooMany: true },
    ])
  })
})

describe('an address that nobody has', () => {
  it('is refused as a wrong password is, in the same words and the same time', async () => {
    const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0
    const took = async (email: string, index: number) => {
      const from = performance.now()
      const result = await signIn(email, 'wrong', `10.1.${index >> 8}.${index & 255}`)
      expect(result).toEqual({ refused: 'wrong' })
      return performance.now() - from
    }
    const round = async () => {
      await asOwner((tx) => tx.signInTry.deleteMany())
      const [known, unknown]: [number[], number[]] = [[], []]
      for (let index = 0; index < 60; index += 1) {
        // Nobody waits: that is for the same account over and over, known or not.
        if (index % 8 === 0) await asOwner((tx) => tx.signInTry.deleteMany())
        known.push(await took(nurse().email, index))
        unknown.push(await took('nobody@demo.test', index))
      }
      return median(unknown) / median(known)
    }
    // A machine that others use may stumble in one round: never to the same side in three.
    const ratios = [await round()]
    while (ratios.length < 3 && Math.abs(Math.log(ratios.at(-1) ?? 0)) > Math.log(1.25))
      ratios.push(await round())
    expect(ratios.at(-1)).toBeGreaterThan(1 / 1.25)
    expect(ratios.at(-1)).toBeLessThan(1.25)
  })
})
