import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { follow } from './answer-pages'
import { press } from './case-pages'
import { signIn } from './sign-in'

/** The password that somebody new chooses. */
export const newPassword = 'marmalade ladder tuesday'

/**
 * Adds an account for a referrer whom no other journey knows. In: a page of somebody else's browser.
 * @returns their email, and the link by which they choose a password
 */
export async function addReferrer(admin: Page, name = 'Robin Example') {
  await signIn(admin.context(), 'admin@demo.test')
  const email = `${randomUUID()}@council.test`
  await admin.goto('/people')
  await follow(admin, admin.getByRole('button', { name: 'Add an account' }))
  await admin.getByLabel('Name', { exact: true }).fill(name)
  await admin.getByLabel('Work email').fill(email)
  await admin.getByLabel('Referrer').check()
  await admin.getByLabel('Organisation').selectOption('Hertfordshire County Council')
  await press(admin, 'Add account')
  return { email, link: await admin.locator('main code').innerText() }
}

/** Chooses a password by a link. */
export async function choosePassword(page: Page, link: string) {
  await page.goto(link)
  await page.getByLabel('Password', { exact: true }).fill(newPassword)
  await page.getByLabel('The same password again').fill(newPassword)
  await press(page, 'Save password')
}

/** Types who one is, and the password that one chose. */
export async function typePassword(page: Page, email: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Work email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(newPassword)
  await press(page, 'Sign in')
}
