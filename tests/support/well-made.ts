import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, type Request, type Response } from '@playwright/test'
import { county } from '@/lib/county/county'

/** What a page does not have: it would cut, hide, correct or refuse what somebody types. */
const forbidden =
  '[placeholder], [required], [maxlength], input[type=number], [style], form:not([novalidate])'
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** A session, and before it how far somebody has come with signing in. */
const ourCookies = ['referral-session', 'referral-sign-in']
const smallPhone = { width: 320, height: 568 }

/** Bytes that came over the wire for a request, headers included. */
export const weigh = async (request: Request) => {
  const { responseHeadersSize, responseBodySize } = await request.sizes()
  return responseHeadersSize + responseBodySize
}

export interface PageKind {
  /** The way out is on every page of a referral, and on no other. */
  readonly isReferral: boolean
  readonly hasErrors: boolean
  /** Answers that may stand in no address and no title. */
  readonly secrets: readonly string[]
}

/** Collects what the browser complains of: errors of a script, and what the policy refused. */
export function listenForComplaints(page: Page) {
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    // The browser also says so of each page that is answered with 404 on purpose.
    const isStatus = message.text().startsWith('Failed to load resource: the server responded')
    if (message.type() === 'error' && !isStatus) complaints.push(message.text())
  })
  return complaints
}

const readMarkup = (page: Page, selector: string) =>
  page.evaluate((notAllowed) => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    const described = [...document.querySelectorAll('[aria-describedby]')].flatMap((element) =>
      (element.getAttribute('aria-describedby') ?? '').split(' '),
    )
    return {
      lang: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      notAllowed: [...document.querySelectorAll(notAllowed)].map(({ outerHTML }) => outerHTML),
      repeatedIds: ids.filter((id, index) => ids.indexOf(id) !== index),
      missingIds: described.filter((id) => !ids.includes(id)),
      ways: document.querySelectorAll('.govuk-exit-this-page a').length,
      numbers: [...document.querySelectorAll('footer a[href^="tel:"]')].map((a) => a.textContent),
      stored: localStorage.length + sessionStorage.length,
    }
  }, selector)

/** Holds one page, as it is drawn now, up to what every page keeps to. */
export async function expectWellMade(
  page: Page,
  response: Response | null,
  { isReferral, hasErrors, secrets }: PageKind,
) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

  expect(await readMarkup(page, forbidden)).toEqual({
    lang: 'en',
    headings: 1,
    notAllowed: [],
    repeatedIds: [],
    missingIds: [],
    ways: isReferral ? 1 : 0,
    numbers: county.contacts.map(({ number }) => number),
    stored: 0,
  })

  const title = await page.title()
  expect(title).toMatch(/^[^-]+ - (Modern slavery referral|Report a concern)$/)
  expect(title.startsWith('Error: ')).toBe(hasErrors)
  const summary = page.locator('.govuk-error-summary')
  if (hasErrors) await expect(summary).toBeFocused()
  else await expect(summary).toHaveCount(0)
  const shownToAll = decodeURIComponent(page.url()) + title
  expect(secrets.filter((secret) => shownToAll.includes(secret))).toEqual([])

  expect(response?.headers()['cache-control']).toBe('no-store')
  const cookies = await page.context().cookies()
  expect(cookies.map(({ name }) => name).filter((name) => !ourCookies.includes(name))).toEqual([])

  // One bar of signal on a doorstep is the place of use.
  if (isReferral && response) expect(await weigh(response.request())).toBeLessThan(8_000)

  const before = page.viewportSize()
  await page.setViewportSize(smallPhone)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  if (before) await page.setViewportSize(before)
  expect(wide, 'nothing is wider than a small phone').toBeLessThanOrEqual(smallPhone.width)
}
