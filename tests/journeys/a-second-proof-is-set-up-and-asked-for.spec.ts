import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { press } from '@/tests/support/case-pages'
import { addReferrer, choosePassword, typePassword } from '@/tests/support/new-account'
import { codeAt, later } from '@/tests/support/second-factor'

const typeCode = async (page: Page, code: string) => {
  await page.getByLabel('Code', { exact: true }).fill(code)
  await press(page, 'Continue')
}

const signOut = (page: Page) => follow(page, page.getByRole('button', { name: 'Sign out' }).first())

test('an app for codes is set up, and each of its codes lets somebody in once', async ({
  page,
  browser,
}) => {
  const admin = await browser.newPage()
  const { email, link } = await addReferrer(admin)
  await admin.close()
  await choosePassword(page, link)
  await typePassword(page, email)
  await page.goto('/settings')
  await follow(page, page.getByRole('link', { name: 'Change your password' }))
  await follow(page, page.getByRole('link', { name: 'Set up an app for codes' }))

  await expect(page.getByRole('img', { name: 'Picture for your app to scan' })).toBeVisible()
  const secret = (await page.locator('main code').innerText()).replaceAll(' ', '')
  await typeCode(page, '12')
  await expect(page.locator('.govuk-error-summary')).toContainText('Enter the code')
  const at = new Date()
  await typeCode(page, codeAt(secret, at))
  await expect(page.locator('h1')).toHaveText('Your recovery codes')
  const recovery = await page.locator('ol code').allInnerTexts()
  expect(new Set(recovery).size).toBe(10)
  await follow(page, page.getByRole('button', { name: 'Continue' }))
  await signOut(page)

  await typePassword(page, email)
  await expect(page.locator('h1')).toHaveText('Enter your code')
  await page.goto('/refer')
  await expect(page, 'a password alone opens nothing').toHaveURL(/\/sign-in/)
  await typePassword(page, email)
  await typeCode(page, codeAt(secret, at))
  await expect(page.locator('.govuk-error-summary'), 'used to set it up').toBeVisible()
  const code = codeAt(secret, later(at, 30))
  await typeCode(page, code)
  await expect(page.locator('h1')).toHaveText('Your referrals')
  await signOut(page)

  await typePassword(page, email)
  await typeCode(page, code)
  await expect(page.locator('.govuk-error-summary'), 'the same code again').toBeVisible()
  await page.getByText('I do not have my app here').click()
  await page.getByLabel('Recovery code').fill(recovery[3] ?? '')
  await press(page, 'Continue')
  await expect(page.locator('h1')).toHaveText('Your referrals')
})

test('a referrer signs in with a code by email, and is asked again for a wrong one', async ({
  page,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('Work email').fill('referrer.salvationarmy@demo.test')
  await press(page, 'Email me a code')
  await expect(page.locator('h1')).toHaveText('Check your email')
  const shown = page.locator('main code')
  const code = (await shown.innerText()).replaceAll(' ', '')
  await typeCode(page, code === '00000000' ? '11111111' : '00000000')
  await expect(page.locator('.govuk-error-summary')).toContainText('Enter the code')
  await expect(page.locator('.govuk-error-message')).toContainText('Enter the code')
  await typeCode(page, code)
  await expect(page.locator('h1')).toHaveText('Your referrals')
})

test('whoever has no account is told the same', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Work email').fill(`${randomUUID()}@council.test`)
  await press(page, 'Email me a code')
  await expect(page.locator('h1')).toHaveText('Check your email')
  await expect(page.locator('main code')).toHaveCount(0)
  await typeCode(page, '12345678')
  await expect(page.locator('.govuk-error-summary')).toContainText('Enter the code')
})
