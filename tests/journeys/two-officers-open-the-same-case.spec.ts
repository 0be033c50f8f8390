import { expect, type Page } from '@playwright/test'
import { choose, panel, press, test } from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

const words = 'Citizens Advice can claim the unpaid wages for them.'
const why = 'Another service is the right one'

/** Fills in the form that declines the case that is open, and does not send it yet. */
async function beginToDecline(page: Page) {
  await press(panel(page, 'Police'), 'Decline')
  await choose(page, 'Why?', why)
  await page.getByLabel('Nowhere: they need do nothing more').check()
  await page.getByLabel('What should the referrer know?').fill(words)
}

const send = async (as: (name: string) => Promise<Page>) => {
  const nurse = await as('referrer.nhs')
  const { reference } = await sendByForms(nurse.request, workedCase('V03'))
  const first = await as('officer2')
  const second = await as('officer')
  await first.goto(`/cases/${reference}`)
  await second.goto(`/cases/${reference}`)
  return { reference, first, second }
}

test(
  'who declines what was accepted meanwhile sees by whom, keeps every word, and decides again',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const { reference, first, second } = await send(as)
    await expect(second.locator('main')).toContainText('Also open: Aisha Khan')
    await beginToDecline(second)
    await press(panel(first, 'Police'), 'Accept')

    await press(second, 'Decline')
    await expect(second.locator('main')).toContainText('Somebody got there first')
    await expect(second.locator('main')).toContainText('Accepted by Aisha Khan')
    await expect(second.getByLabel('What should the referrer know?')).toHaveValue(words)
    await expect(second.getByLabel(why)).toBeChecked()
    await first.goto(`/cases/${reference}`)
    await expect(panel(first, 'Police')).toContainText('In progress')

    await press(second, 'Decline')
    await expect(panel(second, 'Police')).toContainText(why)
  },
)

test(
  'who declines what was declined meanwhile reads what they typed beside what was done',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const { first, second } = await send(as)
    await beginToDecline(second)
    await beginToDecline(first)
    await first.getByLabel('There is too little to act on').check()
    await press(first, 'Decline')

    await press(second, 'Decline')
    await expect(second.locator('h1')).toHaveText('Somebody got there first')
    await expect(second.locator('main')).toContainText('Declined by Aisha Khan')
    await expect(second.locator('main')).toContainText(words)
    await expect(second.getByRole('button', { name: 'Decline' })).toHaveCount(0)
  },
)
