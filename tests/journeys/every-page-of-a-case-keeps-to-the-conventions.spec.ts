import { expect, test, type Page } from '@playwright/test'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { demonstrationStories } from '@/prisma/demonstration-stories'
import {
  buttonIn,
  choose,
  giveReason,
  panel,
  press as pressAndWait,
} from '@/tests/support/case-pages'
import { postForm, sendByForms } from '@/tests/support/post-answers'
import { signIn } from '@/tests/support/sign-in'
import { press, submit, visitPages, type Visit } from '@/tests/support/visit-pages'
import { workedCase } from '@/tests/support/worked-case'

const answers = workedCase('V16')
const secrets = [answers, ...demonstrationStories.map((story) => story.answers)]
  .flatMap(({ givenNames, familyName }) => [givenNames, familyName])
  .filter((name) => typeof name === 'string' && name.length > 3) as string[]

const as = (page: Page, name: string) => signIn(page.context(), name + demonstrationDomain)

const at = (page: Page, path: string, isReferral = false): Visit => ({
  page,
  name: path,
  isReferral,
  open: () => page.goto(path),
})

const hrefOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().getAttribute('href')) ?? ''

/** Pages that have a journey of their own. */
const elsewhere =
  /\/(consent|contact|evidence|receipts|release|conflict|keep-from|papers|notification)\b/

/** The forms that a case leads to, each once. */
const formsOf = async (page: Page, reference: string) => {
  const links = await page.locator(`main a[href^="/cases/${reference}/"]`).all()
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')))
  const forms = [...new Set(paths.map((path) => path?.replace(/\?.*/, '') ?? ''))]
  expect(forms.length, 'there is something to be done').toBeGreaterThan(4)
  return forms.filter((path) => !elsewhere.test(path))
}

const sendOne = async (page: Page) => {
  await as(page, 'referrer.nhs')
  return (await sendByForms(page.request, answers)).reference
}

/** Takes the case that is open from a queue, where nobody has. */
const accept = async (page: Page, queue: string) => {
  if ((await buttonIn(panel(page, queue), 'Accept').count()) > 0)
    await pressAndWait(panel(page, queue), 'Accept')
}

const workers = {
  desk: { queue: 'National Referral Mechanism', others: ['/duties', '/shares'] },
  beacon: { queue: 'Beacon', others: ['/queues/beacon?tab=finished'] },
  lead: { queue: 'Police', others: ['/duties', '/overruled', '/settings', '/queues/hold?tab=all'] },
}

test.describe('every page of a case keeps to the conventions', { tag: '@with-javascript' }, () => {
  test.describe.configure({ timeout: 180_000 })

  test('for an officer, at each form, filled in and left empty', async ({ page, browser }) => {
    const reference = await sendOne(page)
    const colleague = await browser.newContext()
    await signIn(colleague, `officer2${demonstrationDomain}`)
    await as(page, 'officer')
    async function* pages(): AsyncGenerator<Visit> {
      const late = async () => {
        await page.goto(`/cases/${reference}`)
        await page.goto(`/cases/${reference}/police/decline`)
        const version = await page.locator('[name=version]').inputValue()
        await postForm(
          colleague.request,
          `/cases/${reference}/police/accept`,
          new URLSearchParams({ version }),
        )
        await choose(page, 'Why?', 'There is too little to act on')
        await page.getByLabel('Nowhere: they need do nothing more').check()
        await page.getByLabel('What should the referrer know?').fill('Where is it?')
        return press(page, 'Decline')()
      }
      yield { page, name: 'somebody was first', open: late }
      await page.goto(`/cases/${reference}`)
      await giveReason(page)
      yield at(page, `/cases/${reference}`)
      for (const path of await formsOf(page, reference)) {
        yield at(page, path)
        const empty = () => submit(page, page.locator('main form').last().getByRole('button'))
        yield { page, name: `${path}, left empty`, hasErrors: true, open: empty }
      }
    }
    await visitPages(page, secrets, pages())
    await colleague.close()
  })

  for (const [name, { queue, others }] of Object.entries(workers))
    test(`for the ${name}, at each form of a case`, async ({ page }) => {
      const reference = await sendOne(page)
      await as(page, name)
      async function* pages(): AsyncGenerator<Visit> {
        await page.goto(`/cases/${reference}`)
        await giveReason(page)
        await accept(page, queue)
        yield at(page, `/cases/${reference}`)
        for (const path of await formsOf(page, reference)) yield at(page, path)
        for (const path of others) yield at(page, path)
      }
      await visitPages(page, secrets, pages())
    })

  test('for an officer, around the cases', async ({ page }) => {
    await as(page, 'officer')
    async function* pages(): AsyncGenerator<Visit> {
      for (const tab of ['mine', 'waiting', 'finished']) yield at(page, `/queues/police?tab=${tab}`)
      for (const path of ['/duties', '/shares', '/shares/ask', '/settings']) yield at(page, path)
      const search = async () => {
        await page.goto('/search')
        await page.getByRole('searchbox').fill('Berisha')
        return press(page, 'Search')()
      }
      yield { page, name: 'what a search finds', open: search }
    }
    await visitPages(page, secrets, pages())
  })

  test('for those who sent one, and with whom one is shared', async ({ page }) => {
    const reference = await sendOne(page)
    async function* pages(): AsyncGenerator<Visit> {
      yield at(page, `/cases/${reference}/correct`, true)
      yield at(page, `/cases/${reference}/correct/givenNames`, true)
      yield { page, name: 'corrected without a reason', ...wrong(page, 'Save the correction') }
      yield at(page, '/settings')
      await page.goto('/refer')
      yield at(page, await hrefOf(page, 'tr:has-text("Declined.") a'))

      await as(page, 'referrer.fire')
      await page.goto('/refer')
      const asked = await hrefOf(page, 'tr:has-text("a question for you") a')
      yield at(page, asked)
      yield at(page, await hrefOf(page, `main a[href^="${asked}/police/answer"]`), true)

      await as(page, 'referrer.district')
      yield at(page, '/shares')
      const [share, shared] = [
        await hrefOf(page, 'section[aria-labelledby=received] a[href^="/shares/"]'),
        await hrefOf(page, 'section[aria-labelledby=received] a[href^="/cases/"]'),
      ]
      yield at(page, share)
      yield at(page, shared)
    }
    const wrong = (on: Page, button: string) => ({
      isReferral: true,
      hasErrors: true,
      open: press(on, button),
    })
    await visitPages(page, secrets, pages())
  })
})
