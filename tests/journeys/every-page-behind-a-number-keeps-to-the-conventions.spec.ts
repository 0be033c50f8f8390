import { test, type Page } from '@playwright/test'
import { behindPath, figurePath } from '@/lib/outcomes/behind'
import { spanAround } from '@/lib/outcomes/period'
import { isoDay } from '@/lib/wording/london-time'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { sendByForms } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { visitPages, type Visit } from '@/tests/support/visit-pages'
import { workedCase } from '@/tests/support/worked-case'

const agrees = workedCase('V16')
const secrets = [agrees.givenNames, agrees.familyName].filter((name) => typeof name === 'string')

const as = (page: Page, name: string) => signIn(page.context(), name + demonstrationDomain)

const at = (page: Page, path: string): Visit => ({ page, name: path, open: () => page.goto(path) })

test.describe(
  'every page behind a number keeps to the conventions',
  { tag: '@with-javascript' },
  () => {
    test('for a lead, who follows a number to its cases', async ({ page }) => {
      await as(page, 'referrer.nhs')
      await sendByForms(page.request, agrees)
      await as(page, 'lead')
      const thisYear = { ...spanAround('year', isoDay(new Date())), until: isoDay(new Date()) }
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, figurePath('referrals', thisYear))
        yield at(page, figurePath('openCases', thisYear))
        yield at(page, behindPath('referrals', thisYear))
        yield at(page, behindPath('exploitation', thisYear, ['labour', 'adult']))
      }
      await visitPages(page, secrets, pages())
    })
  },
)
