import { expect, test, type BrowserContext } from '@playwright/test'
import { county } from '@/lib/county/county'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'

/** The password of every account of the demonstration. */
export const password = 'demonstration-only'

/** The address of the service, with nothing after the host. */
export const origin = () => test.info().project.use.baseURL ?? ''

/** Signs a browser in by posting the form that everybody uses, without drawing it. */
export async function signIn(context: BrowserContext, email: string) {
  const answer = await context.request.post('/sign-in', {
    form: { email, password },
    headers: { origin: origin() },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(303)
}

/** The referrer of the demonstration whose organisation is of a type. */
export function referrerOf(type: OrganisationType) {
  const found = demonstrationAccounts.find(
    ({ role, organisation }) =>
      role === 'referrer' &&
      county.organisations.some((one) => one.slug === organisation && one.type === type),
  )
  if (!found) throw new Error(`No referrer of the demonstration works for a ${type}`)
  return found
}
