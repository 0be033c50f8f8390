import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { lastComplete, showPeriod } from '@/lib/outcomes/period'
import { isoDay } from '@/lib/wording/london-time'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { follow } from '@/tests/support/answer-pages'
import { signIn } from '@/tests/support/sign-in'
import { press, visitPages, type Visit } from '@/tests/support/visit-pages'

const at = (page: Page, path: string): Visit => ({ page, name: path, open: () => page.goto(path) })

const lead = `lead${demonstrationDomain}`
const month = lastComplete('month', isoDay(new Date()))

test.describe('a lead downloads the report for the board', { tag: '@with-javascript' }, () => {
  test('with one click after signing in, as a PDF or as a workbook', async ({ page }) => {
    await signIn(page.context(), lead)
    await page.goto('/queues')
    await expect(page).toHaveURL(/\/outcomes$/)
    for (const [button, start] of [
      ['Download the report (PDF)', '%PDF-'],
      ['OpenDocument spreadsheet (ODS)', 'PK'],
      ['Excel (XLSX)', 'PK'],
    ] as const) {
      const downloaded = page.waitForEvent('download')
      await page.getByRole('button', { name: button }).click()
      const file = await downloaded
      expect(file.suggestedFilename()).toContain(`${month.from}-to-${month.until}`)
      expect(
        readFileSync(await file.path())
          .toString('latin1')
          .startsWith(start),
      ).toBe(true)
    }
  })

  test('reads it, chooses another time, and writes what changed and why', async ({ page }) => {
    await signIn(page.context(), lead)
    async function* pages(): AsyncGenerator<Visit> {
      yield at(page, '/outcomes')
      yield at(page, '/oversight')
      yield at(page, '/report')
      yield at(page, '/report/words')
    }
    await visitPages(page, [], pages())
    const words = `More partners know the service (${Date.now()}).`
    await page.getByLabel('Your words for the board').fill(words)
    await follow(page, page.getByRole('button', { name: 'Save your words' }))
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(showPeriod(month))

    await page.getByText('Other dates').click()
    const first = page.getByRole('group', { name: 'First day' })
    const last = page.getByRole('group', { name: 'Last day' })
    const typeDay = async (group: typeof first, [day, number, year]: readonly string[]) => {
      await group.getByLabel('Day').fill(day ?? '')
      await group.getByLabel('Month').fill(number ?? '')
      await group.getByLabel('Year').fill(year ?? '')
    }
    await typeDay(first, ['30', '6', '2018'])
    await typeDay(last, ['1', '1', '2018'])
    const wrong = press(page, 'Show these dates')
    await visitPages(
      page,
      [],
      (async function* () {
        yield { page, name: 'dates the wrong way round', hasErrors: true, open: wrong }
      })(),
    )
    await typeDay(first, ['1', '1', '2018'])
    await typeDay(last, ['30', '6', '2018'])
    await follow(page, page.getByRole('button', { name: 'Show these dates' }))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('January to June 2018')
    await expect(page.getByText(words)).toHaveCount(0)
  })
})
