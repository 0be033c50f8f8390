import { beforeAll, describe, expect, it } from 'vitest'
import { GET as showStep, POST as postStep } from '@/app/refer/[draft]/[step]/route'
import { POST as sendDraft } from '@/app/refer/[draft]/check/route'
import { GET as showQueue } from '@/app/queues/[queue]/route'
import { GET as showSent } from '@/app/refer/sent/[reference]/route'
import { POST as signInAgain } from '@/app/sign-in/route'
import type { Actor } from '@/lib/access/actor'
import { hashPassword } from '@/lib/access/hash-password'
import { largestBody } from '@/lib/http/read-body'
import type { RawAnswers } from '@/lib/journey/question'
import { findDraft } from '@/lib/referral/find-draft'
import { saveStep } from '@/lib/referral/save-step'
import { startDraft } from '@/lib/referral/start-draft'
import { referralJourney } from '@/lib/referral/steps'
import { answersOf } from '@/tests/support/answers-of'
import { countyPeople } from '@/tests/support/county-people'
import { testDatabase } from '@/tests/support/database'
import { formOf } from '@/tests/support/form-of'
import { type HtmlElement, type HtmlNode, parseHtml } from '@/tests/support/html-tree'
import { cookieIn, cookieOf, get, post } from '@/tests/support/requests'
import { typedOf } from '@/tests/support/send-answers'
import cases from '@/tests/domain/routing-cases.json'

const database = testDatabase()
const { asOwner } = database
const { person } = countyPeople(database)
const nurse = () => person('referrer.nhs')
const password = 'a long enough passphrase'
let cookie = ''

beforeAll(async () => {
  const passwordHash = await hashPassword(password)
  await asOwner((tx) =>
    tx.account.update({ where: { id: nurse().accountId }, data: { passwordHash } }),
  )
  cookie = await cookieOf(nurse())
})

const pathOf = (draft: string, step: string) => `/refer/${draft}/${step}`
const postTo = (
  draft: string,
  step: string,
  body: BodyInit,
  headers: Record<string, string> = {},
) => post(postStep, pathOf(draft, step), { draft, step }, body, { cookie, ...headers })
const drawn = async (draft: string, step: string) => {
  const path = `${pathOf(draft, step)}?problems`
  return (await get(showStep, path, { draft, step }, { cookie })).text()
}
const typedIn = async (id: string) => (await findDraft(nurse(), id)).typed
/** A draft in which the account is the next thing to be asked. */
const draftUpToTheAccount = async () => {
  const id = await startDraft(nurse())
  for (const [step, form] of [
    ['danger', 'immediateDanger=no'],
    ['who', 'who=adult'],
    ['where', 'areaNow=unknown&happenedIn=unknown'],
    ['worries', 'worries=labour'],
  ] as const)
    await saveStep(nurse(), id, step, new URLSearchParams(form))
  return id
}
const locationOf = (answer: Response) => answer.headers.get('location')

const elementsOf = (html: string, name: string): HtmlElement[] => {
  const inside = (nodes: readonly HtmlNode[]): HtmlElement[] =>
    nodes.flatMap((node) =>
      typeof node === 'string'
        ? []
        : [...(node.name === name ? [node] : []), ...inside(node.children)],
    )
  return inside(parseHtml(html.replace('<!DOCTYPE html>', '')))
}
/** The hidden fields of a page, as a browser would send them. */
const hiddenIn = (html: string) =>
  new URLSearchParams(
    elementsOf(html, 'input')
      .filter(({ attributes }) => attributes.type === 'hidden')
      .map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']),
  )

describe('a form is not taken', () => {
  const body = new URLSearchParams({ immediateDanger: 'no' }).toString()
  const big = `account=${'a'.repeat(largestBody)}`
  const inPieces = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let piece = 0; piece < 12; piece += 1)
          controller.enqueue(new Uint8Array(100_000).fill(97))
        controller.close()
      },
    })

  it.each<[string, () => BodyInit, Record<string, string>, number]>([
    ['without an origin', () => body, { origin: '' }, 403],
    ['from another origin', () => body, { origin: 'https://evil.test' }, 403],
    [
      'from an origin that begins like ours',
      () => body,
      { origin: 'http://localhost:3999.evil.test' },
      403,
    ],
    ['from the origin of a sandbox', () => body, { origin: 'null' }, 403],
    ['as JSON', () => '{}', { 'content-type': 'application/json' }, 415],
    ['as text', () => body, { 'content-type': 'text/plain' }, 415],
    ['in parts', () => body, { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['of more than a million bytes', () => big, {}, 413],
    ['that says it is too long', () => body, { 'content-length': '1000001' }, 413],
    ['that comes in pieces and does not end', inPieces, {}, 413],
  ])('%s', async (_, makeBody, headers, status) => {
    const id = await startDraft(nurse())
    const answer = await postTo(id, 'danger', makeBody(), headers)
    expect(answer.status).toBe(status)
    expect(elementsOf(await answer.text(), 'h1')).toHaveLength(1)
    expect(await typedIn(id)).toEqual({})
  })

  it('but with a character set after its type it is', async () => {
    const id = await startDraft(nurse())
    const type = 'Application/X-WWW-Form-URLEncoded; charset=UTF-8'
    expect((await postTo(id, 'danger', body, { 'content-type': type })).status).toBe(303)
    expect(await typedIn(id)).toMatchObject({ immediateDanger: 'no' })
  })
})

describe('whatever is typed', () => {
  it.each<[string, string, RegExp]>([
    ['NUL bytes', 'account=He%00llo%00', /^Hello$/],
    ['a lone surrogate in bytes', 'account=a%ED%A0%80b', /^a\ufffd+b$/],
    ['a raw byte that is no text', 'account=a%FFb%C3', /^a\ufffdb\ufffd$/],
    ['half an escape', 'account=50%+off+%zz', /^50% off %zz$/],
    ['control characters', 'account=%07be%1Bll', /^bell$/],
    ['line ends of Windows', 'account=one%0D%0Atwo', /^one\ntwo$/],
    ['letters in two spellings', 'account=Lo%CC%88we', /^Löwe$/u],
    ['markup', 'account=%3Cscript%3Ealert(1)%3C/script%3E', /^<script>alert\(1\)<\/script>$/],
  ])('is kept as clean text: %s', async (_, body, expected) => {
    const id = await draftUpToTheAccount()
    expect((await postTo(id, 'account', body)).status).toBe(303)
    const { account } = await typedIn(id)
    expect(account).toMatch(expected)
    const html = await drawn(id, 'account')
    expect(html).not.toContain('<script>alert')
    expect(elementsOf(html, 'textarea')[0]?.children.join('').trim()).toBe(account)
  })

  it('60,000 characters are kept, and the page says that they are too many', async () => {
    const id = await draftUpToTheAccount()
    const long = 'é'.repeat(60_000)
    const answer = await postTo(id, 'account', new URLSearchParams({ account: long }))
    expect(locationOf(answer)).toBe(`${pathOf(id, 'account')}?problems`)
    expect((await typedIn(id)).account).toBe(long)
    const html = await drawn(id, 'account')
    expect(html).toContain('must be 50,000 characters or fewer. You have 60,000')
    expect(html).toContain(long)
  })

  it('on a page that nobody has is a page not found, whoever’s it is', async () => {
    const theirs = await startDraft(person('referrer.council'))
    const pages = await Promise.all(
      [theirs, '00000000-0000-4000-8000-000000000000'].map(async (id) => {
        const answer = await postTo(id, 'danger', 'immediateDanger=no')
        return [answer.status, (await answer.text()).replaceAll(id, '')]
      }),
    )
    expect(pages[0]?.[0]).toBe(404)
    expect(pages[0]).toEqual(pages[1])
  })
})

describe('a page of a queue', () => {
  it.each([
    'P1.1700000000000.------------------------------------',
    'P1.999999999999999.00000000-0000-4000-8000-000000000000',
    'P9.1700000000000.00000000-0000-4000-8000-000000000000',
    "'; DROP TABLE item",
    '\0',
    '',
  ])('after “%s”, which is no place in it, is its first page', async (after) => {
    const officer = await cookieOf(person('officer'))
    const path = `/queues/police?${new URLSearchParams({ after }).toString()}`
    const answer = await get(showQueue, path, { queue: 'police' }, { cookie: officer })
    expect(answer.status).toBe(200)
  })

  it.each(['POLICE', 'constructor', '__proto__', 'toString', 'hold', ''])(
    'of no queue, “%s”, is a page not found',
    async (queue) => {
      const officer = await cookieOf(person('officer'))
      const answer = await get(showQueue, '/queues/x', { queue }, { cookie: officer })
      expect(answer.status).toBe(404)
    },
  )
})

const completeDraft = async (actor: Actor, typed: RawAnswers) => {
  const id = await startDraft(actor)
  const form = formOf(referralJourney.questions, typed)
  for (const { id: step } of referralJourney.steps) await saveStep(actor, id, step, form)
  return id
}

it('a form that is posted again after the referral was sent leads to the same receipt', async () => {
  const [first] = cases
  if (!first) throw new Error('There are no cases')
  const draft = await completeDraft(nurse(), typedOf(answersOf(first).answers))
  const send = () => post(sendDraft, `/refer/${draft}/check`, { draft }, '', { cookie })
  const answers = [await send(), await send(), await send()]
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  const [where, ...others] = answers.map(locationOf)
  expect(where).toMatch(/^\/refer\/sent\/HMS-/)
  expect(others).toEqual([where, where])
  const reference = where?.replace('/refer/sent/', '') ?? ''
  const receipt = await get(showSent, where ?? '', { reference }, { cookie })
  expect(await receipt.text()).toContain(reference)
})

describe('a form that is posted after the session ended', () => {
  const account = 'She said “help”.\nHe <waits> & listens; 100%'

  it('asks to sign in again, carries what was typed, and then saves it', async () => {
    const id = await startDraft(nurse())
    const form = new URLSearchParams({ account })
    const refused = await postTo(id, 'account', form, { cookie: 'referral-session=over' })
    expect(refused.status).toBe(401)
    const carried = hiddenIn(await refused.text())
    carried.append('email', nurse().email)
    carried.append('password', 'wrong')
    const wrong = await post(signInAgain, '/sign-in', {}, carried)
    expect(wrong.status).toBe(422)

    const again = hiddenIn(await wrong.text())
    again.append('email', nurse().email)
    again.append('password', password)
    const signedIn = await post(signInAgain, '/sign-in', {}, again)
    expect(signedIn.status).toBe(200)
    const html = await signedIn.text()
    const [kept] = elementsOf(html, 'form').filter(
      ({ attributes }) => attributes.action !== '/sign-out',
    )
    expect(kept?.attributes).toMatchObject({ method: 'post', action: pathOf(id, 'account') })
    const fresh = cookieIn(signedIn.headers.get('set-cookie'))
    const saved = await postTo(id, 'account', hiddenIn(html), { cookie: fresh })
    expect(saved.status).toBe(303)
    expect((await typedIn(id)).account).toBe(account)
  })

  it('keeps nothing of it where somebody else signs in instead', async () => {
    const id = await startDraft(nurse())
    const other = await cookieOf(person('referrer.council'))
    const answer = await postTo(id, 'account', new URLSearchParams({ account }), { cookie: other })
    expect(answer.status).toBe(404)
    expect(await typedIn(id)).toEqual({})
  })

  it.each(['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])(
    'leads nowhere else: %s',
    async (keptPath) => {
      const form = new URLSearchParams({
        keptPath,
        next: keptPath,
        'kept.account': account,
        email: nurse().email,
        password,
      })
      const answer = await post(signInAgain, '/sign-in', {}, form)
      expect([answer.status, locationOf(answer)]).toEqual([303, '/sign-in'])
    },
  )
})

it('a page asked for by somebody who is not signed in is shown to them once they are', async () => {
  const path = '/refer/00000000-0000-4000-8000-000000000000/who?problems'
  const answer = await get(showStep, path, { draft: '', step: '' })
  expect([answer.status, locationOf(answer)]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent(path)}`,
  ])
})
