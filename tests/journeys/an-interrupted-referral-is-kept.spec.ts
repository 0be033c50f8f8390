import { expect, test, type Page } from '@playwright/test'
import {
  answerStep,
  answerUntil,
  follow,
  placeOf,
  proceed,
  startReferral,
} from '@/tests/support/answer-pages'
import { postForm, sendByForms, startAt } from '@/tests/support/post-answers'
import { password, signIn } from '@/tests/support/sign-in'
import { workedCase } from '@/tests/support/worked-case'

const email = 'referrer.nhs@demo.test'
const answers = workedCase('V16')

const draftOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? ''

/** The line of the list that belongs to one draft: others of the same person stand there too. */
const lineOf = (page: Page, draft: string) =>
  page.getByRole('listitem').filter({ has: page.locator(`a[href="/refer/${draft}"]`) })

test.beforeEach(({ context }) => signIn(context, email))

test('a referral that was left goes on where it was left, on another device', async ({
  page,
  context,
  browser,
}) => {
  await startReferral(page)
  await answerUntil(page, 'worries', answers)
  const draft = draftOf(page)
  await context.close()

  const elsewhere = await browser.newContext({
    javaScriptEnabled: test.info().project.use.javaScriptEnabled,
  })
  const other = await elsewhere.newPage()
  await other.goto('/refer')
  await other.getByLabel('Work email').fill(email)
  await other.getByLabel('Password').fill(password)
  await follow(other, other.getByRole('button', { name: 'Sign in' }))
  const line = lineOf(other, draft)
  await expect(line).toContainText('28 days left')
  await follow(other, line.getByRole('button', { name: /^Continue/ }))
  expect(placeOf(other)).toBe('worries')
  await other.goto(`/refer/${draft}/where`)
  await expect(other.getByLabel('Stevenage')).toBeChecked()
  await elsewhere.close()
})

test('an unfinished referral can be deleted', async ({ page }) => {
  const draft = (await startAt(page.request, 'where', answers)).split('/').at(-1) ?? ''
  await page.goto('/refer')
  await follow(page, lineOf(page, draft).getByRole('button', { name: /^Delete/ }))
  await expect(page.locator(`a[href="/refer/${draft}"]`)).toHaveCount(0)
  expect((await page.goto(`/refer/${draft}`))?.status()).toBe(404)
})

test('what was typed when the session was over is carried over signing in', async ({
  page,
  context,
}) => {
  const draft = await startAt(page.request, 'account', answers)
  await page.goto(`${draft}/account`)
  const story = 'She said “no” & left; 50% of £20 was kept.\nMore on the next line.'
  await page.getByLabel('What have you seen').fill(story)
  await context.clearCookies()
  await proceed(page)
  await expect(page.locator('main')).toContainText('What you typed is safe')
  await page.getByLabel('Work email').fill(email)
  await page.getByLabel('Password').fill('not this one')
  await follow(page, page.getByRole('button', { name: 'Sign in' }))
  await page.getByLabel('Password').fill(password)
  await follow(page, page.getByRole('button', { name: 'Sign in' }))
  await proceed(page)
  expect(placeOf(page)).toBe('person')
  await page.goto(`${draft}/account`)
  await expect(page.getByLabel('What have you seen')).toHaveValue(story)
})

test('sending twice sends once', async ({ page }) => {
  const draft = await startAt(page.request, 'check', answers)
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => postForm(page.request, `${draft}/check`)),
  )
  const places = new Set(sent.map((answer) => answer.headers().location))
  expect([...places]).toEqual([expect.stringMatching(/^\/refer\/sent\/HMS-/)])
})

test('the page that says it was sent is there again after a reload', async ({ page }) => {
  const draft = await startAt(page.request, 'check', answers)
  await page.goto(`${draft}/check`)
  await follow(page, page.getByRole('button', { name: 'Send referral' }))
  const said = await page.locator('main').innerText()
  expect(said).toContain('Referral sent')
  expect(said).toContain(placeOf(page))
  await page.reload()
  expect(await page.locator('main').innerText()).toBe(said)
})

test('details are added afterwards, in any order', async ({ page }) => {
  const { reference } = await sendByForms(page.request, answers)
  await page.goto(`/refer/sent/${reference}`)
  await follow(page, page.getByRole('link', { name: 'Add more details' }))
  const task = (title: string) => page.getByRole('listitem').filter({ hasText: title })
  await expect(task('The person')).toContainText('Not yet started')

  await follow(page, page.getByRole('link', { name: 'The person' }))
  await page.getByLabel('Female').check()
  await follow(page, page.getByRole('button', { name: 'Save and return to the list' }))
  await expect(task('The person')).toContainText(/1 of \d+ answered/)

  await follow(page, page.getByRole('link', { name: 'Other people' }))
  for (const choice of await page.getByLabel('No', { exact: true }).all()) await choice.check()
  await follow(page, page.getByRole('button', { name: 'Save and return to the list' }))
  await expect(task('Other people')).toContainText('Completed')
  await expect(task('How it started')).toContainText('Not yet started')
  await follow(page, page.getByRole('link', { name: 'The person' }))
  await expect(page.getByLabel('Female')).toBeChecked()
})

test('an answer in every script and sign is kept as it was typed', async ({ page }) => {
  const draft = await startAt(page.request, 'person', answers)
  for (const name of ["O'Connell-Łukasz", 'Nguyễn Văn Đức', 'محمد بن عبد الله', '王小明', '<b>']) {
    await page.goto(`${draft}/person`)
    await answerStep(page, { questions: ['givenNames'] }, { ...answers, givenNames: name })
    await proceed(page)
    await page.goto(`${draft}/person`)
    await expect(page.getByLabel('Given names')).toHaveValue(name)
  }
})
