import { test, type Page } from '@playwright/test'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { sendByForms } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { press, visitPages, type Visit } from '@/tests/support/visit-pages'
import { workedCase } from '@/tests/support/worked-case'

const agrees = workedCase('V16')
const secrets = [agrees.givenNames, agrees.familyName].filter((name) => typeof name === 'string')

const as = (page: Page, name: string) => signIn(page.context(), name + demonstrationDomain)

const at = (page: Page, path: string): Visit => ({ page, name: path, open: () => page.goto(path) })

const wrong = (page: Page, button: string): Visit => ({
  page,
  name: `${button}, with nothing answered`,
  hasErrors: true,
  open: press(page, button),
})

/** Types the time that has just begun, in which a case was sent. */
const sinceToday = async (page: Page) => {
  for (const when of ['first', 'last'] as const) {
    const day = page.getByRole('group', { name: `The ${when} day on which they came` })
    const [date, month, year] = new Date().toLocaleDateString('en-GB').split('/').map(Number)
    await day.getByLabel('Day').fill(String(date))
    await day.getByLabel('Month').fill(String(month))
    await day.getByLabel('Year').fill(String(year))
  }
}

test.describe(
  'every page of learning keeps to the conventions',
  { tag: '@with-javascript' },
  () => {
    test('for a lead, who audits a case and learns from it', async ({ page }) => {
      await as(page, 'referrer.nhs')
      await sendByForms(page.request, agrees)
      await as(page, 'lead')
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, '/learning')
        yield at(page, '/audits/unmet')
        yield at(page, '/audits/draw')
        await page.getByLabel('How many?').fill('none')
        yield wrong(page, 'Draw the cases')
        await sinceToday(page)
        await page.getByLabel('How many?').fill('1')
        yield { page, name: 'drawn', open: press(page, 'Draw the cases') }
        const [audit = ''] = await page
          .locator('main a[href^="/audits/"]:has-text("Audit this case")')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
        yield at(page, audit)
        yield wrong(page, 'Save the audit')
        for (const answer of await page.getByLabel('Good', { exact: true }).all())
          await answer.check()
        await page.getByLabel('None of these').check()
        await press(page, 'Save the audit')()
        yield at(page, audit)
      }
      await visitPages(page, secrets, pages())
    })
  },
)
