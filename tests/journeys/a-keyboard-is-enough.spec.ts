import { expect, test, type Locator, type Page } from '@playwright/test'
import type { Catalogue } from '@/lib/journey/journey'
import { many, one } from '@/lib/journey/question'
import { referralJourney } from '@/lib/referral/steps'
import { placeOf, type GivenAnswers } from '@/tests/support/answer-pages'
import { isFocusSeen } from '@/tests/support/focus'
import { sendByForms, startAt } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { workedCase } from '@/tests/support/worked-case'

const catalogue: Catalogue = referralJourney.questions

const isFocused = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement)

/** Presses Tab until something has the focus, which must be within a page's worth of presses. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 90; presses += 1) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
    expect(await isFocusSeen(page), 'the focus can be seen').toBe(true)
  }
  throw new Error(`Tab does not lead to ${target.toString()}`)
}

async function choose(page: Page, id: string, value: string) {
  await tabTo(page, page.locator(`[name="${id}"]`).first())
  await page.keyboard.press('Space')
  const wanted = page.locator(`[name="${id}"][value="${value}"]`)
  while (!(await wanted.isChecked())) await page.keyboard.press('ArrowDown')
}

/** Answers the step that is shown with Tab, Space, arrows and letters, then presses Enter on Continue. */
async function answerByKeys(page: Page, answers: GivenAnswers) {
  const step = referralJourney.steps.find(({ id }) => id === placeOf(page))
  for (const placed of step?.questions ?? []) {
    const id = typeof placed === 'string' ? placed : placed.question
    const question = catalogue[id]
    const answer = answers[id]
    if (!question || answer === undefined) continue
    const raw = question.raw(answer)
    if (question.kind === 'one-of') await choose(page, id, one(raw))
    else if (question.kind === 'any-of')
      for (const value of many(raw)) {
        await tabTo(page, page.locator(`[name="${id}"][value="${value}"]`))
        await page.keyboard.press('Space')
      }
    else {
      const name = question.kind === 'date' ? `${id}-year` : id
      await tabTo(page, page.locator(`[name="${name}"]`))
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(question.kind === 'date' ? (many(raw)[2] ?? '') : one(raw))
    }
  }
  await pressOn(page, page.getByRole('button', { name: 'Continue' }))
}

async function pressOn(page: Page, button: Locator) {
  await tabTo(page, button)
  const before = page.url()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== before)
}

test(
  'a referral is made from beginning to end',
  { tag: '@with-javascript' },
  async ({ page, context }) => {
    test.setTimeout(120_000)
    const answers = { ...workedCase('V16'), immediateDanger: 'yes', account: 'A few words.' }
    await signIn(context, 'referrer.nhs@demo.test')
    await page.goto('/refer')
    await pressOn(page, page.getByRole('button', { name: 'Start a referral' }))
    while (placeOf(page) !== 'check') {
      if (placeOf(page) === 'call-999')
        await pressOn(page, page.getByRole('button', { name: 'I have called, continue' }))
      else if (page.url().includes('problems'))
        await answerByKeys(page, { confirmed: ['danger-with-a-safe-place'] })
      else await answerByKeys(page, { ...answers, safePlaceTonight: 'no' })
    }
    await pressOn(page, page.getByRole('button', { name: 'Send referral' }))
    await expect(page.locator('h1')).toHaveText('Referral sent')
  },
)

test('an officer finds a case and takes it', async ({ context, browser }) => {
  const sender = await browser.newContext()
  await signIn(sender, 'referrer.nhs@demo.test')
  const answers = { ...workedCase('V04'), areaNow: 'hertsmere', howMany: 7 }
  const { reference } = await sendByForms(sender.request, { ...answers, safePlaceTonight: 'no' })
  await sender.close()

  await signIn(context, 'officer@demo.test')
  const page = await context.newPage()
  await page.goto('/queues/police?badge=many&area=hertsmere')
  await pressOn(page, page.getByRole('link', { name: reference, exact: true }))
  await expect(page.locator('h2#pane')).toHaveText(reference)
  await pressOn(page, page.getByRole('button', { name: 'Accept' }))
  await expect(page.getByRole('alert')).toContainText(`${reference}: accepted`)
})

test('the first Tab leads past the header, and going backwards hides nothing', async ({
  page,
  context,
}) => {
  await signIn(context, 'referrer.nhs@demo.test')
  const draft = await startAt(page.request, 'you', workedCase('V16'))
  await page.goto(`${draft}/person`)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused()

  await page.setViewportSize({ width: 320, height: 568 })
  await page.getByRole('link', { name: 'Terms and conditions' }).focus()
  for (let presses = 0; presses < 35; presses += 1) {
    await page.keyboard.press('Shift+Tab')
    expect(await isFocusSeen(page), 'the focus can be seen').toBe(true)
  }
})
