import { expect, test, type Page } from '@playwright/test'
import { before, lastComplete, showPeriod, spanAround } from '@/lib/outcomes/period'
import { publishedListPath, publishPath } from '@/lib/outcomes/publication'
import { reportPath } from '@/lib/outcomes/report-choice'
import { isoDay } from '@/lib/wording/london-time'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { signIn } from '@/tests/support/sign-in'
import { press, visitPages, type Visit } from '@/tests/support/visit-pages'

const today = isoDay(new Date())
const year = before(spanAround('year', today))
const month = lastComplete('month', today)

const at = (page: Page, path: string): Visit => ({ page, name: path, open: () => page.goto(path) })

test.describe('figures are published', { tag: '@with-javascript' }, () => {
  test('by a lead, who looks first at what is hidden', async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page.context(), `lead${demonstrationDomain}`)
    const button = `Publish ${showPeriod(year)}`
    // Everything has to be counted first, which a job does every minute.
    await expect(async () => {
      await page.goto(publishPath(year))
      await expect(page.getByRole('button', { name: button })).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 100_000, intervals: [2_000] })
    async function* pages(): AsyncGenerator<Visit> {
      yield at(page, publishedListPath)
      yield at(page, publishPath(month))
      yield at(page, publishPath(year))
      yield { page, name: 'published', open: press(page, button) }
      yield at(page, reportPath({ period: year, audience: 'published' }))
    }
    await visitPages(page, [], pages())
    await expect(page.getByRole('heading', { level: 1 })).toContainText(showPeriod(year))
  })
})
