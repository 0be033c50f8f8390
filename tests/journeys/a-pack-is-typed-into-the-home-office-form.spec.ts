import { expect, type Page } from '@playwright/test'
import { follow, referByPages, type GivenAnswers } from '@/tests/support/answer-pages'
import { go, openFromQueue, panel, press, test as base, under } from '@/tests/support/case-pages'
import { keyInByPages, readPack } from '@/tests/support/home-office-form/form-in-browser'
import { serveForm, type ServedForm } from '@/tests/support/home-office-form/serve-form'
import { workedCase } from '@/tests/support/worked-case'

const test = base.extend<{ homeOffice: ServedForm }>({
  homeOffice: async ({}, run) => {
    const form = await serveForm()
    await run(form)
    await form.close()
  },
})

const nrm = 'National Referral Mechanism'
const byHands = { tag: '@without-javascript' }

/** Takes a case from the queue of the desk, and opens its pack. */
async function openPack(desk: Page, reference: string) {
  await openFromQueue(desk, 'nrm', reference)
  await press(panel(desk, nrm), 'Accept')
  await desk.goto(`/cases/${reference}`)
  await go(desk, 'Papers')
  await go(desk, 'Pack for the Home Office form')
  await expect(desk.locator('h1')).toHaveText('Pack for the Home Office form')
}

/** The fields that the page lists first, because the form insists on them and nobody answered. */
const listedGaps = async (desk: Page) =>
  (
    await under(desk, 'What is missing')
      .locator('> ul a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  ).map((href) => href.replace('#field-', ''))

const cases: readonly (readonly [string, GivenAnswers, RegExp])[] = [
  ['an adult who agreed', workedCase('V01'), /does-pv-need-support/],
  ['a child', workedCase('V06'), /local-authority-contacted-about-child/],
  ['somebody whose age is not certain', workedCase('V07'), /local-authority-contacted-about-child/],
  ['an adult who cannot decide, by a best interests decision', workedCase('V09'), /who-contact/],
]

for (const [who, answers, passes] of cases)
  test(`the pack of ${who} is typed into the form`, byHands, async ({ as, page, homeOffice }) => {
    test.setTimeout(180_000)
    const reference = await referByPages(await as('referrer.nhs'), answers)
    const desk = await as('desk')
    await openPack(desk, reference)
    const gaps = await listedGaps(desk)
    const pack = await readPack(desk)

    const keyed = await keyInByPages(page, homeOffice.address, pack)
    expect(keyed).toMatchObject({ refused: [], missing: [], unasked: [] })
    expect(keyed.waitsAt).toBeUndefined()
    expect(keyed.steps.join()).toMatch(passes)
    expect(keyed.byHand).toEqual(expect.arrayContaining(gaps))
    const named = new Set(pack.map(({ field }) => field))
    expect(keyed.byHand.filter((field) => named.has(field) && !gaps.includes(field))).toEqual([])
    expect(homeOffice.sent).toHaveLength(1)
    expect(homeOffice.sent[0]).toMatchObject({ reference })
  })

const hers = {
  givenNames: 'Saowanee',
  familyName: 'Chaiyasit',
  placeNow: 'Flat 3, 19 Example Rise',
  contactChannels: ['phone'],
  contactPhone: '07700 900874',
  account: 'She said that Saowanee works every night and that the debt grows.',
}

/** Reads every text of the duty, takes her name out of it, and lets it leave. */
async function releaseTexts(social: Page) {
  const waiting = under(social, 'Texts to read').locator('li', { hasText: 'To read' })
  while ((await waiting.count()) > 0) {
    await follow(social, waiting.first().getByRole('link'))
    const copy = social.getByLabel('The text that leaves')
    await copy.fill((await copy.inputValue()).replaceAll(hers.givenNames, 'she'))
    await social.getByLabel(/I have read every word/).check()
    await press(social, 'Let this text leave')
    const stays = social.getByRole('checkbox', { name: /may stay/ })
    for (const one of await stays.all()) await one.check()
    if ((await stays.count()) > 0) await press(social, 'Let this text leave')
  }
}

test(
  'what an adult who refused all leaves is typed into the form without a name',
  byHands,
  async ({ as, page, homeOffice }) => {
    test.setTimeout(180_000)
    const social = await as('referrer.council')
    const reference = await referByPages(social, { ...workedCase('V03'), ...hers })
    await social.goto(`/cases/${reference}`)
    await go(under(social, 'Duties'), 'What leaves')
    await releaseTexts(social)

    const keyed = await keyInByPages(page, homeOffice.address, await readPack(social))
    expect(keyed).toMatchObject({ refused: [], missing: [], unasked: [] })
    expect(keyed.steps).toContain('pv-gender-dtn')
    expect(keyed.steps).not.toContain('pv-name-dtn')
    const [sent] = homeOffice.sent
    expect(sent).toMatchObject({ reference, 'authorities-cooperation': 'no' })
    const entered = JSON.stringify(sent)
    for (const answer of [hers.givenNames, hers.familyName, hers.placeNow, hers.contactPhone])
      expect(entered).not.toContain(answer)
    expect(entered).toContain('the debt grows')
  },
)

/** Presses Tab until something has the focus. A pack is long: what is missing stands before it. */
async function tabTo(page: Page, selector: string) {
  const target = page.locator(selector)
  for (let presses = 0; presses < 250; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${selector}`)
}

test(
  'a field is copied and pasted with the keyboard alone, on a narrow screen',
  { tag: '@with-javascript' },
  async ({ as, context, page, homeOffice }) => {
    test.setTimeout(120_000)
    const reference = await referByPages(await as('referrer.nhs'), workedCase('V01'))
    const desk = await as('desk')
    await desk.setViewportSize({ width: 390, height: 844 })
    await openPack(desk, reference)
    expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

    await desk.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await tabTo(desk, '[data-copy="value-reference-1"]')
    await desk.keyboard.press('Enter')
    await expect(desk.locator('[data-copied]')).toContainText('Copied')

    await page.goto(homeOffice.address)
    await follow(page, page.getByRole('button', { name: 'Start' }))
    await tabTo(page, '#reference')
    await page.keyboard.press('ControlOrMeta+v')
    await expect(page.locator('#reference')).toHaveValue(reference)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/organisation$/)
  },
)
