import { expect, type Page } from '@playwright/test'
import { postForm, sendByForms } from '@/tests/support/post-answers'
import { test } from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const answers = workedCase('V16')
const idleMinutes = 15

/** Opens a case in a browser whose clock the test can move. */
async function openCase(page: Page) {
  const { reference } = await sendByForms(page.request, answers)
  await page.clock.install()
  await page.goto(`/cases/${reference}`)
  await expect(page.locator('main')).toContainText(answers.account ?? '')
}

/** Lets the service’s own clock seem to move with the browser’s, until somebody asks it for more time. */
async function moveTogether(page: Page, minutes: number) {
  let moved = minutes * 60
  await page.route('/api/session', async (route) => {
    const answer = await route.fetch()
    if (route.request().method() === 'POST') moved = 0
    if (route.request().method() === 'POST' || !answer.ok())
      return route.fulfill({ response: answer })
    const { seconds } = (await answer.json()) as { seconds: number }
    return route.fulfill({ response: answer, json: { seconds: seconds - moved } })
  })
  await page.clock.fastForward(minutes * 60_000)
}

test.describe('an idle page', { tag: '@with-javascript' }, () => {
  test('warns two minutes before the end, and goes on for whoever says that they are there', async ({
    as,
  }) => {
    const page = await as('referrer.nhs')
    await openCase(page)
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' })
    await expect(warning).toBeHidden()
    await moveTogether(page, idleMinutes - 2)
    await expect(warning).toBeVisible()
    await expect(warning.getByRole('status')).toContainText(/sign you out in .*minute/)
    await expect(warning.getByRole('button', { name: 'Stay signed in' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(warning).toBeHidden()
    await expect(page.locator('main')).toContainText(answers.account ?? '')
    await page.reload()
    await expect(page.locator('h1')).not.toHaveText('Sign in')
  })

  test('shows nothing of a case once the session is over', async ({ as }) => {
    const page = await as('referrer.nhs')
    await openCase(page)
    // Over for the service, as when the time has passed: the browser knows nothing of it yet.
    const cookies = await page.context().cookies()
    await postForm(page.request, '/sign-out')
    await page.context().addCookies(cookies)
    await page.clock.fastForward(idleMinutes * 60_000)
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await expect(page.locator('h1')).toHaveText('Sign in')
    expect(await page.content()).not.toContain(answers.account)
    await page.goBack()
    expect(await page.content()).not.toContain(answers.account)
  })
})
