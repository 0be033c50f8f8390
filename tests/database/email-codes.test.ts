import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { POST as postCode } from '@/app/sign-in/email/code/route'
import { POST as postEmail } from '@/app/sign-in/email/route'
import type { Actor } from '@/lib/access/actor'
import { checkEmailCode } from '@/lib/access/check-email-code'
import { findActor } from '@/lib/access/find-actor'
import { issueEmailCode } from '@/lib/access/issue-email-code'
import { atMoment } from '@/lib/clock'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { dumpDatabase, tablesWith } from '@/tests/support/dump-database'
import { startMailbox } from '@/tests/support/mailbox'
import { cookieIn, post } from '@/tests/support/requests'
import { enrol, later } from '@/tests/support/second-factor'

const mailbox = await startMailbox()
Object.assign(process.env, {
  MESSAGES: 'smtp',
  SMTP_URL: mailbox.url,
  MESSAGES_FROM: 'Referrals <service@referral.test>',
})
const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const nurse = () => person('referrer.nhs')

beforeAll(async () => {
  await asOwner((tx) =>
    tx.organisation.updateMany({
      where: { slug: nurse().organisation.slug },
      data: { emailDomains: ['demo.test'] },
    }),
  )
})
afterAll(() => mailbox.stop())
beforeEach(async () => {
  mailbox.received.length = 0
  await asOwner((tx) => tx.signInTry.deleteMany())
})

let places = 0
const elsewhere = () => `198.51.100.${(places += 1)}`
const codeIn = (body: string) => /\d{4} \d{4}/.exec(body)?.[0] ?? ''
/** Asks for a code and waits for the letter. */
const ask = async (email: string) => {
  const pending = await issueEmailCode(email, elsewhere())
  if (pending === 'too-many') throw new Error(pending)
  const letter = await vi.waitFor(() => {
    const [found] = mailbox.received
    if (!found) throw new Error('No letter came')
    return found
  })
  return { pending, letter, code: codeIn(letter.body) }
}
const check = (pending: Parameters<typeof checkEmailCode>[0], code: string) =>
  checkEmailCode(pending, code, elsewhere())
const isIn = expect.objectContaining({ sessionToken: expect.any(String) })
const wrong = { refused: 'wrong' }

describe('a code by email', () => {
  it('signs in a referrer on a domain of their organisation', async () => {
    const { pending, letter, code } = await ask(` ${nurse().email.toUpperCase()}`)
    expect(letter.to).toBe(nurse().email)
    expect(await check(pending, ` ${code} `)).toMatchObject({ accountId: nurse().accountId })
    const event = await asOwner((tx) => tx.event.findFirst({ orderBy: { sequence: 'desc' } }))
    expect(event).toMatchObject({ type: 'session.started', detail: { ways: ['email_code'] } })
  })

  it('comes in a letter that says nothing about anybody, and its subject no code', async () => {
    const { letter, code } = await ask(nurse().email)
    expect(letter.subject).toBe('Your code to sign in')
    expect(letter.body).toContain(code)
    for (const text of [nurse().name, nurse().email, nurse().organisation.name, 'referral for'])
      expect(letter.subject + letter.body).not.toContain(text)
    expect(letter.body.match(/https?:\/\/\S+/g)).toEqual(['http://localhost:3999/'])
  })

  it('is good once, also when six send it at the same moment', async () => {
    const { pending, code } = await ask(nurse().email)
    const results = await Promise.all(Array.from({ length: 5 }, () => check(pending, code)))
    expect(results.filter((result) => 'sessionToken' in result)).toHaveLength(1)
    expect(await check(pending, code)).toEqual(wrong)
  })

  it('is used up by five wrong tries', async () => {
    const { pending, code } = await ask(nurse().email)
    for (let tries = 0; tries < 5; tries += 1)
      expect(await check(pending, '0000 0000')).toEqual(wrong)
    expect(await check(pending, code)).toEqual(wrong)
  })

  it('is good for ten minutes', async () => {
    const { pending, code } = await ask(nurse().email)
    const minutes = (count: number) => later(new Date(), count * 60)
    expect(await atMoment(minutes(10.1), () => check(pending, code))).toEqual(wrong)
    expect(await atMoment(minutes(9.9), () => check(pending, code))).toEqual(isIn)
  })

  it('opens nothing beside another request for one', async () => {
    const first = await ask(nurse().email)
    mailbox.received.length = 0
    const second = await ask(nurse().email)
    expect(await check(first.pending, second.code)).toEqual(wrong)
    expect(await check(first.pending, first.code)).toEqual(isIn)
  })

  it('is in no backup', async () => {
    const { code } = await ask(nurse().email)
    const dump = await asOwner(dumpDatabase)
    expect(tablesWith(dump, code.replace(' ', ''))).toEqual([])
  })

  it('is followed by the code of an app where the referrer has one', async () => {
    const colleague = person('colleague.referrer.nhs')
    const at = later(new Date(), -90)
    await atMoment(at, () => enrol(colleague, at))
    const { pending, code } = await ask(colleague.email)
    expect(await check(pending, code)).toEqual({
      pending: { todo: 'code', accountId: colleague.accountId, ways: ['email_code'] },
    })
  })
})

describe('nobody else gets a code', () => {
  const setUp = {
    'an address that nobody has': async () => 'nobody@demo.test',
    'a referrer on another domain than their organisation’s': async () =>
      person('referrer.council').email,
    'somebody who works on cases': async () => {
      const officer = person('officer')
      await asOwner((tx) =>
        tx.organisation.updateMany({
          where: { slug: officer.organisation.slug },
          data: { emailDomains: ['demo.test'] },
        }),
      )
      return officer.email
    },
    'a look-alike of the @': async () => nurse().email.replace('@', '＠'),
    'two addresses in one': async () => `${nurse().email},eve@evil.test`,
    'an address with a line break': async () => `${nurse().email}\r\nBcc: eve@evil.test`,
    'a closed account': async () => {
      const { accountId, email } = nurse()
      await asOwner((tx) =>
        tx.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } }),
      )
      return email
    },
  }
  it.each(Object.entries(setUp))('%s', async (_, prepare) => {
    const email = await prepare()
    const accounts = await asOwner((tx) => tx.account.count())
    const answer = await post(postEmail, '/sign-in/email', {}, new URLSearchParams({ email }), {
      'x-forwarded-for': elsewhere(),
    })
    // The same as for everybody, and the next page is the same for every code.
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in/email/code'])
    const cookie = cookieIn(answer.headers.get('set-cookie'))
    const next = await post(
      postCode,
      '/sign-in/email/code',
      {},
      new URLSearchParams({ code: '1' }),
      {
        cookie,
        'x-forwarded-for': elsewhere(),
      },
    )
    expect([
      next.status,
      (await next.text()).includes('Enter the code from our latest email'),
    ]).toEqual([422, true])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(mailbox.received).toEqual([])
    expect(await asOwner((tx) => tx.account.count())).toBe(accounts)
  })
})

describe('asking for codes', () => {
  beforeAll(() =>
    asOwner((tx) =>
      tx.account.update({ where: { id: nurse().accountId }, data: { disabledAt: null } }),
    ),
  )

  it('fills nobody’s mailbox, whoever asks', async () => {
    const asked = await Promise.all(
      Array.from({ length: 16 }, (_, index) => issueEmailCode(nurse().email, `10.0.0.${index}`)),
    )
    expect(asked.filter((one) => one === 'too-many')).toHaveLength(4)
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(12))
  })

  it('too often from one place is answered with 429, and when to ask again', async () => {
    const from = { 'x-forwarded-for': elsewhere() }
    const answers = []
    for (let asked = 0; asked < 4; asked += 1) {
      const email = new URLSearchParams({ email: 'nobody@demo.test' })
      answers.push(await post(postEmail, '/sign-in/email', {}, email, from))
    }
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 429])
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('900')
  })

  it('by the pages signs in, with what was typed', async () => {
    const from = { 'x-forwarded-for': elsewhere() }
    const kept = { keptPath: '/refer/x/account', 'kept.account': 'Kanarienvogel' }
    const email = new URLSearchParams({ email: nurse().email, password: '', ...kept })
    const asked = await post(postEmail, '/sign-in/email', {}, email, from)
    expect(await asked.text()).toContain('value="Kanarienvogel"')
    const cookie = cookieIn(asked.headers.get('set-cookie'))
    const [letter] = await vi.waitFor(() => {
      expect(mailbox.received).toHaveLength(1)
      return mailbox.received
    })
    const form = new URLSearchParams({ code: codeIn(letter?.body ?? ''), ...kept })
    const answer = await post(postCode, '/sign-in/email/code', {}, form, { cookie, ...from })
    expect(await answer.text()).toContain('name="account" value="Kanarienvogel"')
    const [session = ''] = answer.headers.getSetCookie().map(cookieIn)
    const actor: Actor | null = await findActor(
      new Request('http://localhost:3999', { headers: { cookie: session } }),
    )
    expect(actor?.accountId).toBe(nurse().accountId)
  })
})
