import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { detailJourneyFor } from '@/lib/referral/detail-steps'
import { referralJourney } from '@/lib/referral/steps'
import { footerLinks } from '@/components/page/page-footer'
import { password, signIn } from '@/tests/support/sign-in'
import { sendByForms, startAt } from '@/tests/support/post-answers'
import { press, visitPages, type Visit } from '@/tests/support/visit-pages'
import { weigh } from '@/tests/support/well-made'
import { giveReason } from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

/** Every step, and those that look otherwise in another branch. */
const branches = { adult: workedCase('V16'), child: workedCase('V06'), place: workedCase('V13') }
const secrets = Object.values(branches).flatMap(
  ({ givenNames = '', familyName = '', placeNow = '', account = '' }) =>
    [givenNames, familyName, placeNow, account].filter((text) => text.length > 2),
)

test.describe('every page keeps to the conventions', { tag: '@with-javascript' }, () => {
  test.describe.configure({ timeout: 180_000 })

  test('for everybody', async ({ page }) => {
    async function* pages(): AsyncGenerator<Visit> {
      const at = (path: string) => ({ page, name: path, open: () => page.goto(path) })
      yield { ...at('/'), isReferral: true }
      yield at('/sign-in')
      yield { page, name: 'a wrong password', hasErrors: true, open: press(page, 'Sign in') }
      yield at('/contacts')
      yield at('/api-guide')
      for (const { href } of footerLinks) yield at(href)
      yield at('/nothing-here')
    }
    await visitPages(page, secrets, pages())
  })

  const stepsOf: Record<string, readonly string[]> = {
    adult: referralJourney.steps.map(({ id }) => id),
    child: ['person', 'agreed', 'risk'],
    place: ['who', 'risk'],
  }
  for (const [branch, answers] of Object.entries(branches))
    test(`for a referrer, at each step of a referral: ${branch}`, async ({ page, context }) => {
      await signIn(context, 'referrer.nhs@demo.test')
      async function* pages(): AsyncGenerator<Visit> {
        const isReferral = true
        for (const { id, title } of referralJourney.steps) {
          if (!stepsOf[branch]?.includes(id)) continue
          const draft = await startAt(context.request, id, answers)
          const open = () => page.goto(`${draft}/${id}`)
          yield { page, name: title, isReferral, open }
          const emptied = async () => {
            const typed = page.locator('main input:is([type=text], [type=tel]):visible')
            for (const box of await typed.all()) await box.fill('')
            return press(page, 'Continue')()
          }
          yield { page, name: `${title}, left empty`, isReferral, hasErrors: true, open: emptied }
        }
        const draft = await startAt(context.request, 'check', answers)
        yield { page, name: 'check', isReferral, open: () => page.goto(`${draft}/check`) }
      }
      await visitPages(page, secrets, pages())
    })

  test('for a referrer, before and after', async ({ page, context }) => {
    const email = 'referrer.nhs@demo.test'
    await signIn(context, email)
    const danger = { ...branches.adult, immediateDanger: 'yes' }
    const draft = await startAt(context.request, 'who', danger)
    const { reference } = await sendByForms(context.request, branches.adult)
    const { reference: ofChild } = await sendByForms(context.request, branches.child)
    async function* pages(): AsyncGenerator<Visit> {
      const at = (path: string, isReferral = false) => ({
        page,
        name: path,
        isReferral,
        open: () => page.goto(path),
      })
      yield at('/refer')
      yield at(`${draft}/call-999`, true)
      yield at(`/refer/sent/${reference}`, true)
      yield at(`/cases/${reference}`)
      yield at(`/cases/${reference}/details`, true)
      const tasks = detailJourneyFor(branches.adult as never).steps.filter(
        ({ when }) => !when || when({}),
      )
      for (const { id } of tasks) yield at(`/cases/${reference}/details/${id}`, true)
      yield at(`/cases/${ofChild}/details/council`, true)
      const wrong = async () => {
        await page.getByLabel('Work email').or(page.locator('[type=email]')).first().fill('nobody')
        return press(page, 'Save and return to the list')()
      }
      yield { page, name: 'a wrong detail', isReferral: true, hasErrors: true, open: wrong }
      yield at('/nothing-here')
      await page.goto(`${draft}/danger`)
      await context.clearCookies()
      yield { page, name: 'signed out meanwhile', open: press(page, 'Continue') }
      const carriedOn = async () => {
        await page.getByLabel('Work email').fill(email)
        await page.getByLabel('Password').fill(password)
        return press(page, 'Sign in')()
      }
      yield { page, name: 'signed in again', open: carriedOn }
    }
    await visitPages(page, secrets, pages())
  })

  const readers = {
    'officer@demo.test': ['/queues/police', '/queues/police/workload', '/queues/police?tab=all'],
    'supervisor@demo.test': ['/queues/police'],
    'beacon@demo.test': ['/queues/beacon'],
    'desk@demo.test': ['/queues/nrm'],
    'lead@demo.test': ['/queues/hold', '/queues/nrm', '/queues/beacon', '/queues/police'],
    'auditor@demo.test': ['/events'],
  }
  test('for those who read referrals', async ({ page, context }) => {
    for (const [email, paths] of Object.entries(readers)) {
      await signIn(context, email)
      async function* pages(): AsyncGenerator<Visit> {
        for (const path of paths) yield { page, name: path, open: () => page.goto(path) }
        if (email === 'auditor@demo.test') return
        await page.goto(paths.at(-1) ?? '')
        const beside = (await page.locator('a[data-open]').first().getAttribute('href')) ?? ''
        yield { page, name: `beside the list, for ${email}`, open: () => page.goto(beside) }
        const reference = new URLSearchParams(beside.split('?')[1]).get('open') ?? ''
        const open = async () => {
          const answer = await page.goto(`/cases/${reference}`)
          await giveReason(page)
          return answer
        }
        yield { page, name: `a case, for ${email}`, open }
      }
      await visitPages(page, secrets, pages())
    }
  })

  test('for an administrator', async ({ page, context }) => {
    await signIn(context, 'admin@demo.test')
    async function* pages(): AsyncGenerator<Visit> {
      yield { page, name: '/people', open: () => page.goto('/people') }
      yield { page, name: '/people/add', open: () => page.goto('/people/add') }
      yield { page, name: 'nothing', hasErrors: true, open: press(page, 'Add account') }
      const added = async () => {
        await page.getByLabel('Name', { exact: true }).fill('Kim Lee')
        await page.getByLabel('Work email').fill(`${randomUUID()}@council.test`)
        await page.getByLabel('Auditor').check()
        await page.getByLabel('Organisation').selectOption({ index: 1 })
        return press(page, 'Add account')()
      }
      yield { page, name: 'an account is added', open: added }
      yield { page, name: '/people/tokens', open: () => page.goto('/people/tokens') }
      yield { page, name: '/people/tokens/add', open: () => page.goto('/people/tokens/add') }
      yield { page, name: 'no key', hasErrors: true, open: press(page, 'Make key') }
      yield { page, name: '/messages', open: () => page.goto('/messages') }
      yield { page, name: '/queues/police', open: () => page.goto('/queues/police') }
    }
    await visitPages(page, secrets, pages())
  })

  test('the first page of a referral is light, with all that it loads', async ({
    page,
    context,
  }) => {
    await signIn(context, 'referrer.nhs@demo.test')
    const draft = await startAt(context.request, 'danger', branches.adult)
    const loaded: Promise<number>[] = []
    page.on('requestfinished', (request) => loaded.push(weigh(request)))
    await page.goto(`${draft}/danger`, { waitUntil: 'networkidle' })
    const weights = await Promise.all(loaded)
    expect(weights.length).toBeGreaterThanOrEqual(3)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(40_000)
  })
})
