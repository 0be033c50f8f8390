import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type Page } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { startAt } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { workedCase } from '@/tests/support/worked-case'

const answers = workedCase('V16')
const elsewhere = 'https://www.bbc.co.uk/weather'

async function openAnswers(page: Page) {
  await signIn(page.context(), 'referrer.nhs@demo.test')
  const draft = await startAt(page.request, 'check', answers)
  await page.goto(`${draft}/check`)
  await expect(page.locator('main')).toContainText(answers.account ?? '')
}

/** The weather itself is out of reach of the tests: the browser stands at its own page instead. */
async function expectGone(page: Page) {
  await expect(page).toHaveURL(/^chrome-error:/)
  expect(await page.context().cookies()).toEqual([])
}

/** Whoever presses Back finds the page where one signs in, and no answer. */
async function expectNothingOnBack(page: Page) {
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('Sign in')
  const html = await page.content()
  for (const answer of [answers.account, answers.givenNames, answers.placeNow])
    expect(html).not.toContain(answer)
}

test('the red button ends the session and shows the weather', async ({ page }) => {
  await openAnswers(page)
  const leaving = page.waitForRequest(elsewhere)
  await page.getByRole('button', { name: 'Exit this page' }).click()
  await leaving
  await expectGone(page)
  await expectNothingOnBack(page)
})

test('so does Shift, three times', { tag: '@with-javascript' }, async ({ page }) => {
  await openAnswers(page)
  const leaving = page.waitForRequest(elsewhere)
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift')
  await leaving
  await expectGone(page)
  await expectNothingOnBack(page)
})

test('signing out leaves nothing either', async ({ page }) => {
  await openAnswers(page)
  await page.goto('/refer')
  await follow(page, page.getByRole('button', { name: 'Sign out' }))
  await expect(page.locator('h1')).toContainText('Report a concern')
  expect(await page.context().cookies()).toEqual([])
  await expectNothingOnBack(page)
})

/** The files of a folder that hold a text anywhere, as the browser would keep it. */
const filesWith = (folder: string, text: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => {
      const bytes = readFileSync(path)
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))
    })

for (const way of ['the red button', 'signing out', 'closing the browser'])
  test(`${way} leaves no answer in the folder of the browser`, async ({ baseURL }) => {
    const profile = mkdtempSync(join(tmpdir(), 'browser-profile-'))
    try {
      const context = await chromium.launchPersistentContext(profile, {
        ...test.info().project.use.launchOptions,
        baseURL,
      })
      const page = await context.newPage()
      // Something that does stay behind, so that the search is known to find what there is.
      await page.goto('/contacts?kept-in-history')
      await openAnswers(page)
      if (way === 'the red button') {
        const leaving = page.waitForRequest(elsewhere)
        await page.getByRole('button', { name: 'Exit this page' }).click()
        await leaving
      }
      if (way === 'signing out') {
        await page.goto('/refer')
        await follow(page, page.getByRole('button', { name: 'Sign out' }))
      }
      await context.close()
      expect(filesWith(profile, 'kept-in-history')).not.toEqual([])
      for (const answer of [answers.account, answers.familyName, answers.placeNow])
        expect(filesWith(profile, answer ?? '')).toEqual([])
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })
