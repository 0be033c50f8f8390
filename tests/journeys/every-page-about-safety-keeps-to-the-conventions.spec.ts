import { test, type Page } from '@playwright/test'
import { demonstrationDomain } from '@/prisma/demonstration-accounts'
import { follow } from '@/tests/support/answer-pages'
import { buttonIn, giveReason, press as pressAndWait } from '@/tests/support/case-pages'
import { photograph } from '@/tests/support/evidence-files'
import { addReferrer, choosePassword, typePassword } from '@/tests/support/new-account'
import { csvOf, listOf } from '@/tests/support/past-referrals'
import { postForm, sendByForms } from '@/tests/support/post-answers'
import { codeAt } from '@/tests/support/second-factor'
import { signIn } from '@/tests/support/sign-in'
import { press, submit, visitPages, type Visit } from '@/tests/support/visit-pages'
import { workedCase } from '@/tests/support/worked-case'

/** An adult who agrees to all, one whom police may not know, and one who refuses all. */
const [agrees, withheld, refuses] = ['V16', 'V14', 'V03'].map(workedCase)
const secrets = [agrees, withheld, refuses].flatMap((answers) =>
  [answers?.givenNames, answers?.familyName].filter((name) => typeof name === 'string'),
) as string[]

const as = (page: Page, name: string) => signIn(page.context(), name + demonstrationDomain)

const send = async (page: Page, name: string, answers = agrees ?? {}) => {
  await as(page, name)
  return (await sendByForms(page.request, answers)).reference
}

/** Takes a case that nobody has. */
const accept = async (page: Page, name: string, reference: string, queue: string) => {
  await as(page, name)
  await page.goto(`/cases/${reference}`)
  await pressAndWait(page.locator(`section[aria-labelledby=item-${queue}]`), 'Accept')
}

const at = (page: Page, path: string, isReferral = false): Visit => ({
  page,
  name: path,
  isReferral,
  open: () => page.goto(path),
})

/** The page that a link leads to. */
const led = (page: Page, selector: string, isReferral = false): Visit => ({
  page,
  name: selector,
  isReferral,
  open: async () =>
    page.goto((await page.locator(selector).first().getAttribute('href')) ?? 'no such link'),
})

/** The page that is open, with nothing answered. */
const empty = (page: Page, isReferral = false): Visit => ({
  page,
  name: `${new URL(page.url()).pathname}, left empty`,
  isReferral,
  hasErrors: true,
  open: () =>
    submit(
      page,
      page.locator('main form').filter({ visible: true }).last().getByRole('button').last(),
    ),
})

test.describe(
  'every page about safety keeps to the conventions',
  { tag: '@with-javascript' },
  () => {
    test.describe.configure({ timeout: 120_000 })

    test('for somebody who signs in', async ({ page, browser }) => {
      const admin = await browser.newPage()
      const { email, link } = await addReferrer(admin)
      await admin.close()
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, '/invitation/not-a-token')
        yield at(page, link)
        yield empty(page)
        await choosePassword(page, link)
        yield at(page, '/invitation/chosen')
        await page.goto('/sign-in')
        await page.getByLabel('Work email').fill(email)
        yield { page, name: 'a code by email', open: press(page, 'Email me a code') }
        yield { page, name: 'a wrong code', hasErrors: true, open: press(page, 'Continue') }
        await typePassword(page, email)
        for (const path of ['/settings/sessions', '/settings/password']) yield at(page, path)
        yield empty(page)
        yield at(page, '/sign-in/again')
        yield empty(page)
        yield at(page, '/sign-in/enrol')
        const secret = (await page.locator('main code').innerText()).replaceAll(' ', '')
        yield { page, name: 'a wrong first code', hasErrors: true, open: press(page, 'Continue') }
        await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, new Date()))
        yield { page, name: 'recovery codes', open: press(page, 'Continue') }
        await page.context().clearCookies()
        await typePassword(page, email)
        yield at(page, '/sign-in/code')
        yield { page, name: 'no code', hasErrors: true, open: press(page, 'Continue') }
      }
      await visitPages(page, secrets, pages())
    })

    test('for those who sent a case', async ({ page }) => {
      const reference = await send(page, 'referrer.nhs')
      const path = `/cases/${reference}`
      async function* pages(): AsyncGenerator<Visit> {
        for (const name of ['consent', 'receipts', 'papers', 'papers/referrer_copy'])
          yield at(page, `${path}/${name}`)
        for (const name of ['contact', 'support', 'withdraw']) {
          yield at(page, `${path}/consent/${name}`)
          yield empty(page)
        }
        yield at(page, `${path}/contact`, true)
        for (const name of ['contact/plan', 'contact/phone', 'contact/phone/show', 'evidence']) {
          yield at(page, `${path}/${name}`, true)
          yield empty(page, true)
        }
        await page.getByLabel('What happened to them').check()
        await page.getByLabel('What is it?').fill('A room')
        await page.getByLabel('Photograph or document', { exact: true }).setInputFiles({
          name: 'room.jpg',
          mimeType: 'image/jpeg',
          buffer: await photograph(),
        })
        await press(page, 'Add it')()
        yield led(page, 'main a[href$="/remove"]', true)
        yield empty(page, true)
        yield at(page, '/recalls')
        yield at(page, '/prompt-sheet')
      }
      await visitPages(page, secrets, pages())
    })

    test('for whoever owes a duty to notify', async ({ page }) => {
      const reference = await send(page, 'referrer.council', refuses)
      const path = `/cases/${reference}/notification`
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, path, true)
        yield at(page, `${path}/account`, true)
        yield empty(page, true)
      }
      await visitPages(page, secrets, pages())
    })

    test('for an officer who may not know who it is', async ({ page }) => {
      const reference = await send(page, 'referrer.charity', withheld)
      await accept(page, 'officer', reference, 'police')
      async function* pages(): AsyncGenerator<Visit> {
        for (const name of ['release', 'conflict']) {
          yield at(page, `/cases/${reference}/${name}`)
          yield empty(page)
        }
      }
      await visitPages(page, secrets, pages())
    })

    test('for a supervisor, who says why they open it', async ({ page }) => {
      const reference = await send(page, 'referrer.charity', withheld)
      await accept(page, 'officer', reference, 'police')
      await as(page, 'supervisor')
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, `/cases/${reference}`)
        yield empty(page)
        await giveReason(page)
        for (const name of ['consent/override', 'keep-from']) {
          yield at(page, `/cases/${reference}/${name}`)
          yield empty(page)
        }
      }
      await visitPages(page, secrets, pages())
    })

    test('for a lead, of releases and of what is kept from somebody', async ({ page }) => {
      const reference = await send(page, 'referrer.charity', withheld)
      await send(page, 'referrer.nhs', { ...agrees, implicated: 'police' })
      await accept(page, 'officer', reference, 'police')
      const asked = { urgent: 'no', basis: 'crime', words: 'We need it' }
      await postForm(page.request, `/cases/${reference}/release`, new URLSearchParams(asked))
      await as(page, 'lead')
      async function* pages(): AsyncGenerator<Visit> {
        for (const path of ['/openings', '/releases']) yield at(page, path)
        yield led(page, 'main a[href^="/releases/"]')
        yield empty(page)
        yield at(page, '/restricted')
        yield led(page, 'main a[href^="/restricted/"]')
        yield empty(page)
      }
      await visitPages(page, secrets, pages())
    })

    test('for a lead, of past referrals', async ({ page }) => {
      await as(page, 'lead')
      const good = { Reference: `MS-${Date.now()}` }
      const buffer = csvOf(listOf(good, [['MS-X1', 'never', 'NHS', 'Partner']]))
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, '/imports')
        yield at(page, '/imports/new')
        yield empty(page)
        const file = { name: 'list.csv', mimeType: 'text/csv', buffer }
        await page.getByLabel('Spreadsheet', { exact: true }).setInputFiles(file)
        yield { page, name: 'what was read', open: press(page, 'Read it') }
        yield empty(page)
        await page.getByLabel('Leave out the rows with mistakes').check()
        yield { page, name: 'an import', open: press(page, 'Import 1 past referral') }
        yield led(page, 'main a[href$="/undo"]')
      }
      await visitPages(page, secrets, pages())
      await press(page, 'Undo this import')()
    })

    test('for Beacon, of what is called back', async ({ page }) => {
      const reference = await send(page, 'referrer.nhs')
      await accept(page, 'beacon', reference, 'beacon')
      await as(page, 'referrer.nhs')
      await page.goto(`/cases/${reference}/consent/withdraw`)
      const version = await page.locator('[name=version]').inputValue()
      const how = { language: 'English', interpreter: 'none', setting: 'office', said: 'No more' }
      const withdrawn = new URLSearchParams({ version, purposes: 'support', ...how })
      await postForm(page.request, `/cases/${reference}/consent/withdraw`, withdrawn)
      await as(page, 'beacon')
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, `/cases/${reference}`)
        yield at(page, '/recalls')
        yield led(page, 'main a[href^="/recalls/"]:has-text("Answer")')
        yield empty(page)
      }
      await visitPages(page, secrets, pages())
    })

    test('for a lead and an administrator, of data and of accounts', async ({ page }) => {
      const reference = await send(page, 'referrer.nhs')
      await as(page, 'lead')
      async function* pages(): AsyncGenerator<Visit> {
        yield at(page, '/retention')
        yield at(page, '/retention/hold')
        yield empty(page)
        yield at(page, '/data-requests')
        yield at(page, '/data-requests/new')
        yield empty(page)
        await page.getByLabel('Reference of the case').fill(reference)
        for (const name of ['A copy of everything', 'The person themselves', 'A document with'])
          await page.getByLabel(name).check()
        const opened = press(page, 'Open the request')
        yield { page, name: 'a request is opened', open: opened }
        const request = new URL(page.url()).pathname
        yield at(page, `${request}/close`)
        yield empty(page)
        yield at(page, '/exports')
        yield at(page, '/exports/new')
        yield empty(page)
        for (const name of ['Worklist', 'Everything', 'CSV']) await page.getByLabel(name).check()
        await page.getByLabel('What do you need it for?').fill('For the partnership')
        const file = press(page, 'Ask for the file')
        yield { page, name: 'a file is asked for', open: file }

        await as(page, 'admin')
        await page.goto(request)
        await follow(page, buttonIn(page, 'Agree that they were checked'))
        yield at(page, '/people/review')
        yield at(page, '/people/requests')
        await page.goto('/people')
        yield led(page, 'main table a[href^="/people/"]')
        const account = new URL(page.url()).pathname
        for (const name of ['recover', 'role']) {
          yield at(page, `${account}/${name}`)
          yield empty(page)
        }
        await as(page, 'lead')
        yield at(page, `${request}/file`)
      }
      await visitPages(page, secrets, pages())
    })
  },
)
