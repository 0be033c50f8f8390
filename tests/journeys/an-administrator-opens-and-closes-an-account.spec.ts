import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { signIn } from '@/tests/support/sign-in'

test('whoever is added signs in, and is out with the next click once disabled', async ({
  page,
  context,
  browser,
}) => {
  const name = `Robin ${randomUUID().slice(0, 8)}`
  const email = `${name.replace(' ', '.').toLowerCase()}@council.test`
  await signIn(context, 'admin@demo.test')
  await page.goto('/people')
  await follow(page, page.getByRole('button', { name: 'Add an account' }))
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Work email').fill(email)
  await page.getByLabel('Referrer').check()
  await page.getByLabel('Organisation').selectOption('Hertfordshire County Council')
  await follow(page, page.getByRole('button', { name: 'Add account' }))
  const invitation = await page.locator('code').innerText()
  const password = 'marmalade ladder tuesday'

  const theirs = await browser.newContext({
    javaScriptEnabled: test.info().project.use.javaScriptEnabled,
  })
  const their = await theirs.newPage()
  await their.goto(invitation)
  await their.getByLabel('Password', { exact: true }).fill(password)
  await their.getByLabel('The same password again').fill(password)
  await follow(their, their.getByRole('button', { name: 'Save password' }))
  await their.goto('/sign-in')
  await their.getByLabel('Work email').fill(email)
  await their.getByLabel('Password', { exact: true }).fill(password)
  await follow(their, their.getByRole('button', { name: 'Sign in', exact: true }))
  await expect(their.locator('h1')).toHaveText('Your referrals')

  await page.goto('/people')
  await follow(page, page.getByRole('button', { name: `Disable ${name}` }))
  await expect(page.getByRole('button', { name: `Enable ${name}` })).toBeVisible()

  await follow(their, their.getByRole('button', { name: 'Start a referral' }))
  await expect(their.locator('h1')).toContainText('Sign in')
  await their.goto('/refer')
  await expect(their).toHaveURL(/\/sign-in\?next=/)
  await their.getByLabel('Work email').fill(email)
  await their.getByLabel('Password', { exact: true }).fill(password)
  await follow(their, their.getByRole('button', { name: 'Sign in', exact: true }))
  await expect(their.locator('.govuk-error-summary')).toBeVisible()
  await theirs.close()
})
