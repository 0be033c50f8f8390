import { expect, type Locator, type Page } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { buttonIn, choose, panel, press, test } from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

/** A clear-cut referral, and the part of the queue in which it is the only one. */
const clearCut = (areaNow: string) => ({
  answers: { ...workedCase('V04'), areaNow, howMany: 7, safePlaceTonight: 'no' },
  list: `/queues/police?priority=P1&badge=many&area=${areaNow}`,
})

test.use({ viewport: { width: 1280, height: 800 } })

const chooseKeys = async (page: Page, answer: 'Yes' | 'No') => {
  await page.goto('/settings')
  await choose(page, 'keyboard shortcuts', answer)
  await press(page, 'Save settings')
}

const openPane = (page: Page) => page.locator('[data-pane]').getByRole('heading', { level: 2 })
const banner = (page: Page) => page.getByRole('alert')

test(
  'keys do nothing until they are turned on, nor in a field; then two of them take a case',
  { tag: '@with-javascript' },
  async ({ as }) => {
    const { answers, list } = clearCut('three-rivers')
    const nurse = await as('referrer.nhs')
    const { reference } = await sendByForms(nurse.request, answers)
    const officer = await as('officer2')
    let pressed = 0
    const key = async (name: string) => {
      pressed += 1
      await officer.keyboard.press(name)
    }
    const expectNothing = async () => {
      await expect(officer).toHaveURL(list)
      await expect(openPane(officer)).toHaveCount(0)
      await expect(officer.getByRole('dialog')).toHaveCount(0)
    }

    await chooseKeys(officer, 'No')
    await officer.goto(list)
    for (const name of ['j', '1', 'Enter', '?', 'u']) await key(name)
    await expectNothing()

    await chooseKeys(officer, 'Yes')
    await officer.goto(list)
    await officer.getByRole('searchbox').focus()
    for (const name of ['j', '1', '?', 'u']) await key(name)
    await expect(officer.getByRole('searchbox')).toHaveValue('j1?u')
    await expectNothing()

    await officer.goto(list)
    await key('?')
    await expect(officer.getByRole('dialog')).toContainText('Accept')
    await officer.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await expect(officer.getByRole('dialog')).toHaveCount(0)

    pressed = 0
    await key('j')
    await expect(openPane(officer)).toHaveText(reference)
    await key('1')
    await expect(banner(officer)).toContainText(`${reference}: accepted`)
    expect(pressed).toBeLessThanOrEqual(6)

    await key('u')
    await expect(banner(officer)).toContainText(`${reference}: undone`)
    await expect(officer.locator('tbody')).toContainText(reference)
    await key('1')
    await expect(banner(officer)).toContainText(`${reference}: accepted`)

    await chooseKeys(officer, 'No')
  },
)

test('two clicks take a case as well', { tag: '@without-javascript' }, async ({ as }) => {
  const { answers, list } = clearCut('broxbourne')
  const nurse = await as('referrer.nhs')
  const { reference } = await sendByForms(nurse.request, answers)
  const officer = await as('officer')
  let clicks = 0
  const click = async (target: Locator) => {
    clicks += 1
    await follow(officer, target)
  }
  await officer.goto(list)
  await click(officer.getByRole('link', { name: reference, exact: true }))
  await click(buttonIn(panel(officer, 'Police'), 'Accept'))
  await expect(banner(officer)).toContainText(`${reference}: accepted`)
  expect(clicks).toBeLessThanOrEqual(4)
})
