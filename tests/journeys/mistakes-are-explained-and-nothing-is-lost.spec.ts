import { expect, test, type Page } from '@playwright/test'
import { answerStep, follow, placeOf, proceed } from '@/tests/support/answer-pages'
import { isFocusSeen } from '@/tests/support/focus'
import { startAt } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { workedCase } from '@/tests/support/worked-case'
import { referralJourney } from '@/lib/referral/steps'

const adult = workedCase('V16')
const child = workedCase('V06')
const person = referralJourney.steps.filter(({ id }) => id === 'person')

const summary = (page: Page) => page.locator('.govuk-error-summary')

/** The words of the message beside a field of this name, without the hidden “Error:”. */
const besideField = (page: Page, question: string) =>
  page.locator(`[id="${question}-error"]`).evaluate(({ childNodes }) =>
    [...childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent)
      .join('')
      .trim(),
  )

test.beforeEach(({ context }) => signIn(context, 'referrer.nhs@demo.test'))

test('each line of the summary leads to its field, which says the same', async ({ page }) => {
  const draft = await startAt(page.request, 'person', adult)
  await page.goto(`${draft}/person`)
  await page.getByLabel('Given names').fill('Anh')
  await page.getByLabel('Day').fill('31')
  await page.getByLabel('Month').fill('2')
  await page.getByLabel('Year').fill('1990')
  await page.getByLabel('Phone call').check()
  await page.getByLabel('Phone number that is safe to call').fill('none')
  await proceed(page)

  await expect(page).toHaveTitle(/^Error: /)
  await expect(summary(page)).toContainText('There is a problem')
  await expect(page.getByLabel('Given names')).toHaveValue('Anh')
  await expect(page.getByLabel('Day')).toHaveValue('31')
  await expect(page.getByLabel('Phone number that is safe to call')).toHaveValue('none')

  const lines = await summary(page).getByRole('link').all()
  expect(lines.length).toBe(3)
  for (const line of lines) {
    const id = ((await line.getAttribute('href')) ?? '').slice(1)
    const question = id.replace(/-(day|month|year)$/, '')
    expect(await besideField(page, question)).toBe(await line.innerText())
    await line.click()
    await expect(page.locator(`[id="${id}"]`)).toBeFocused()
    expect(await isFocusSeen(page), 'no part of the page covers it').toBe(true)
  }
})

test('what is unlikely is asked about, and let through once it is confirmed', async ({ page }) => {
  const danger = { ...adult, immediateDanger: 'yes' }
  const draft = await startAt(page.request, 'risk', danger)
  await page.goto(`${draft}/risk`)
  const [risk] = referralJourney.steps.filter(({ id }) => id === 'risk')
  if (risk) await answerStep(page, risk, { ...danger, safePlaceTonight: 'yes' })
  await proceed(page)
  await expect(summary(page)).toContainText('You said that someone is in danger now')
  await page.getByRole('group', { name: 'Is this right?' }).getByLabel('Yes, this is right').check()
  await proceed(page)
  expect(placeOf(page)).toBe('you')
})

test('a child who was born forty years ago is refused, beside the field', async ({ page }) => {
  const draft = await startAt(page.request, 'person', child)
  await page.goto(`${draft}/person`)
  const birth = { year: new Date().getFullYear() - 40 }
  for (const step of person) await answerStep(page, step, { ...child, dateOfBirth: birth })
  await proceed(page)
  expect(await besideField(page, 'dateOfBirth')).toContain('must make the person under 18')
  await expect(page.getByLabel('Year')).toHaveValue(String(birth.year))
  await expect(page.getByRole('group', { name: 'Is this right?' })).toHaveCount(0)
})

test('danger shows 999 before anything else is asked', async ({ page }) => {
  const draft = await startAt(page.request, 'danger', adult)
  await page.goto(`${draft}/danger`)
  await page.getByLabel('Yes').check()
  await proceed(page)
  await expect(page.locator('h1')).toHaveText('Call 999 now')
  await expect(page.locator('main :is(input, textarea, select)')).toHaveCount(0)
  await follow(page, page.getByRole('button', { name: 'I have called, continue' }))
  expect(placeOf(page)).toBe('who')
})

test('back leads to the step before, with its answer', async ({ page }) => {
  const draft = await startAt(page.request, 'where', adult)
  await page.goto(`${draft}/where`)
  await follow(page, page.getByRole('link', { name: 'Back', exact: true }))
  expect(placeOf(page)).toBe('who')
  await expect(page.getByLabel('An adult')).toBeChecked()
})

test('an answer is changed from the list of answers, and nothing else is asked again', async ({
  page,
}) => {
  const draft = await startAt(page.request, 'check', adult)
  await page.goto(`${draft}/check`)
  await follow(page, page.getByRole('link', { name: 'Change given names' }))
  await page.getByLabel('Given names').fill('Bích')
  await proceed(page)
  expect(placeOf(page)).toBe('check')
  await expect(page.locator('main')).toContainText('Bích')
})

test('every link to change an answer has a name of its own', async ({ page }) => {
  const draft = await startAt(page.request, 'check', adult)
  await page.goto(`${draft}/check`)
  const names = await page.getByRole('link', { name: /^Change/ }).allInnerTexts()
  expect(names.length).toBeGreaterThan(20)
  expect(names).toEqual([...new Set(names)])
})

test('another branch asks what it needs and drops the answers of the old one', async ({ page }) => {
  const draft = await startAt(page.request, 'check', adult)
  await page.goto(`${draft}/who`)
  await page.getByLabel('A child under 18').check()
  await proceed(page)

  // Their year of birth and the consents of an adult are in the way.
  expect(placeOf(page)).toBe('person')
  for (const part of ['Day', 'Month', 'Year']) await page.getByLabel(part).fill('')
  await proceed(page)
  expect(placeOf(page)).toBe('agreed')
  await expect(page.locator('main')).toContainText('A child does not have to agree')
  await page.getByLabel('Not yet').check()
  await proceed(page)
  expect(placeOf(page)).toBe('check')
  await expect(page.locator('main')).not.toContainText('Do they agree')

  await page.goto(`${draft}/who`)
  await page.getByLabel('An adult').check()
  await proceed(page)
  expect(placeOf(page)).toBe('agreed')
  await expect(page.locator('main input:checked')).toHaveCount(0)
})

test('a question under an option shows with it, and is not kept without it', async ({ page }) => {
  const draft = await startAt(page.request, 'person', { ...adult, contactChannels: undefined })
  await page.goto(`${draft}/person`)
  const number = page.getByLabel('Phone number that is safe to call')
  await expect(number).toBeHidden()
  await page.getByLabel('Phone call').check()
  await expect(number).toBeVisible()
  await number.fill('07700 900123')
  await page.getByLabel('Phone call').uncheck()
  await expect(number).toBeHidden()
  await page.getByLabel('There is no safe way').check()
  await page.getByLabel('No', { exact: true }).last().check()
  await proceed(page)
  await page.goto(`${draft}/person`)
  await expect(number).toHaveValue('')
})
