import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { maskPhone } from '@/lib/contact/masked'
import { decide } from '@/lib/routing/decision'
import { readFacts } from '@/lib/routing/facts-reading'
import { makeReference } from '@/lib/referral/reference'
import cases from '@/tests/domain/routing-cases.json' with { type: 'json' }
import { follow, placeOf, referByPages } from '@/tests/support/answer-pages'
import { findInQueue, giveReason } from '@/tests/support/case-pages'
import { asOnPage, decisionOnPage } from '@/tests/support/decision-on-page'
import { partnerApi } from '@/tests/support/partner-api'
import { sendByForms, startAt } from '@/tests/support/post-answers'
import { password, signIn } from '@/tests/support/sign-in'
import { workedCase } from '@/tests/support/worked-case'

const nobodys = makeReference(randomBytes(8))

/** What a case may give away, by words that stand in no other case. */
const told = {
  name: { givenNames: 'Anh-Dào', familyName: 'Quỳnh-Test' },
  contact: { contactPhone: '07700 900999', placeNow: 'Above the shop at 99 Example Parade' },
  story: { account: 'She said it began with a debt that she never saw written down.' },
}
const words = (kind: keyof typeof told) => Object.values(told[kind])
/** A number is not there to be read in passing. */
const onPage = (word: string) => (word === told.contact.contactPhone ? maskPhone(word) : word)
const everything = Object.keys(told) as (keyof typeof told)[]
const tellingAll = Object.assign({ contactChannels: ['phone'] }, ...Object.values(told)) as object

/** The decision of a worked case in which there is a safe number to call. */
const decisionIn = (id: string) => {
  const facts = cases.find((one) => one.id === id)?.facts
  const read = readFacts({ ...facts, safeContactRoute: 'yes' })
  if ('problems' in read) throw new Error(read.problems.join('; '))
  return decide(read.facts)
}

async function openAs(browser: Browser, email: string) {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await signIn(context, email)
  return context.newPage()
}

/** Who finds the case in which queue, and what it tells them. Who is not named does not find it. */
const readers: Record<string, Record<string, readonly [queue: string, sees: typeof everything]>> = {
  V16: {
    'officer@demo.test': ['police', ['name', 'contact', 'story']],
    'supervisor@demo.test': ['police', ['name', 'contact', 'story']],
    'beacon@demo.test': ['beacon', ['name', 'contact']],
    'desk@demo.test': ['nrm', ['name', 'contact', 'story']],
    'lead@demo.test': ['nrm', ['story']],
  },
  V03: {
    'officer@demo.test': ['police', []],
    'supervisor@demo.test': ['police', []],
    'lead@demo.test': ['police', ['story']],
  },
  V04: {
    'officer@demo.test': ['police', ['name', 'contact', 'story']],
    'supervisor@demo.test': ['police', ['name', 'contact', 'story']],
    'lead@demo.test': ['police', ['story']],
  },
}

const strangers = [
  'officer@demo.test',
  'supervisor@demo.test',
  'beacon@demo.test',
  'desk@demo.test',
  'lead@demo.test',
  'admin@demo.test',
  'auditor@demo.test',
  'referrer.council@demo.test',
]

async function signInByForm(page: Page, email: string) {
  await page.goto('/')
  await follow(page, page.getByRole('button', { name: 'Start now' }))
  await page.getByLabel('Work email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await follow(page, page.getByRole('button', { name: 'Sign in', exact: true }))
  await expect(page).toHaveURL(/\/refer$/)
}

for (const [id, expected] of Object.entries(readers)) {
  test(
    `${id}: a newcomer refers, and each reader sees what they should`,
    { tag: '@without-javascript' },
    async ({ page, browser }) => {
      test.setTimeout(120_000)
      await signInByForm(page, 'referrer.nhs@demo.test')
      const reference = await referByPages(page, { ...workedCase(id), ...tellingAll })

      for (const email of strangers) {
        const reader = await openAs(browser, email)
        const found = expected[email]
        if (!found) {
          const answer = await reader.goto(`/cases/${reference}`)
          expect(answer?.status(), email).toBe(404)
        } else {
          const [queue, sees] = found
          await findInQueue(reader, queue, reference)
          const list = await reader.locator('main').innerText()
          for (const word of everything.flatMap(words))
            expect(list, `${email}, in the queue`).not.toContain(word)
          await follow(reader, reader.getByRole('link', { name: reference }))
          await reader.goto(`/cases/${reference}`)
          await giveReason(reader)
          const shown = await reader.locator('main').innerText()
          for (const kind of everything)
            for (const word of words(kind))
              expect(shown.includes(onPage(word)), `${email} sees ${word}`).toBe(
                sees.includes(kind),
              )
          expect(shown, `${email}, in passing`).not.toContain(told.contact.contactPhone)
          expect(await decisionOnPage(reader)).toEqual(asOnPage(decisionIn(id)))
        }
        await reader.context().close()
      }
    },
  )
}

test(
  'a colleague of the referrer follows the case and learns nothing of the person',
  { tag: '@without-javascript' },
  async ({ context, page, browser }) => {
    await signIn(context, 'referrer.council@demo.test')
    const { reference } = await sendByForms(context.request, {
      ...workedCase('V01'),
      ...tellingAll,
    })
    await page.goto(`/cases/${reference}`)
    for (const kind of everything)
      for (const word of words(kind)) await expect(page.locator('main')).toContainText(onPage(word))

    const stranger = await openAs(browser, 'referrer.nhs@demo.test')
    await stranger.goto('/refer')
    await expect(stranger.getByRole('link', { name: reference })).toHaveCount(0)
    await stranger.context().close()
  },
)

test(
  'a case is kept from the organisation that is said to be involved, and from its list',
  { tag: '@without-javascript' },
  async ({ context, page, browser }) => {
    await signIn(context, 'referrer.charity@demo.test')
    const answers = { ...workedCase('V17'), ...tellingAll, implicated: 'referrer' }
    const { reference } = await sendByForms(context.request, answers)
    await page.goto(`/refer/sent/${reference}`)
    await expect(page.locator('main')).toContainText('kept from that organisation')
    await page.goto('/refer')
    await expect(page.locator('main')).not.toContainText(reference)
    expect((await page.goto(`/cases/${reference}`))?.status()).toBe(404)

    const supervisor = await openAs(browser, 'supervisor@demo.test')
    await supervisor.goto(`/cases/${reference}`)
    await expect(supervisor.locator('h1')).toHaveText(reference)
    await supervisor.context().close()
  },
)

test(
  'what is somebody else’s looks exactly like what does not exist',
  { tag: '@without-javascript' },
  async ({ browser, request }) => {
    const owner = await openAs(browser, 'referrer.council@demo.test')
    const answers = { ...workedCase('V05'), ...tellingAll }
    const theirDraft = (await startAt(owner.context().request, 'you', answers)).split('/').at(-1)
    const { reference } = await sendByForms(owner.context().request, answers)
    await owner.goto(`/cases/${reference}`)
    expect(placeOf(owner)).toBe(reference)

    const stranger = await openAs(browser, 'referrer.nhs@demo.test')
    const look = async (path: string) => {
      const answer = await stranger.request.get(path, { maxRedirects: 0 })
      const headers = Object.entries(answer.headers()).filter(([name]) => name !== 'date')
      return { status: answer.status(), headers, html: await answer.text() }
    }
    const pairs = [
      [`/cases/${reference}`, `/cases/${nobodys}`],
      [`/cases/${reference}/details`, `/cases/${nobodys}/details`],
      [`/cases/${reference}/details/person`, `/cases/${nobodys}/details/person`],
      [`/refer/sent/${reference}`, `/refer/sent/${nobodys}`],
      [`/refer/${theirDraft}`, `/refer/${randomUUID()}`],
      [`/refer/${theirDraft}/danger`, `/refer/${randomUUID()}/danger`],
      [`/refer/${theirDraft}/check`, `/refer/${randomUUID()}/check`],
      [`/refer/${theirDraft}/call-999`, '/refer/nothing/call-999'],
      ['/queues/police', '/queues/nothing'],
      ['/people', '/nothing'],
    ] as const
    for (const [theirs, none] of pairs) {
      const seen = await look(theirs)
      expect(seen.status, theirs).toBe(404)
      expect(seen, theirs).toEqual(await look(none))
    }
    const api = partnerApi(request, 'west-hertfordshire-teaching-hospitals-nhs-trust')
    const [theirs, none] = await Promise.all([api.state(reference), api.state(nobodys)])
    expect(theirs.status()).toBe(404)
    expect(await theirs.text()).toBe(await none.text())
    await owner.context().close()
    await stranger.context().close()
  },
)
