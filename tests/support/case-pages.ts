import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { demonstrationAccounts, demonstrationDomain } from '@/prisma/demonstration-accounts'
import { londonDay } from '@/lib/wording/london-time'
import { follow } from './answer-pages'
import { signIn } from './sign-in'

/** A journey with several people, each signed in in a browser of their own, by what stands before the @. */
export const test = base.extend<{ as: (name: string) => Promise<Page> }>({
  as: async ({ browser }, run) => {
    const pages = new Map<string, Page>()
    await run(async (name) => {
      const known = pages.get(name)
      if (known) return known
      const { javaScriptEnabled } = base.info().project.use
      const context = await browser.newContext({ javaScriptEnabled })
      await signIn(context, name + demonstrationDomain)
      const page = await context.newPage()
      pages.set(name, page)
      return page
    })
    for (const page of pages.values()) await page.context().close()
  },
})

/** The part of a page under a heading. */
export const under = (page: Page, heading: string) =>
  page.getByRole('region', { name: heading, exact: true })

/** What can be done in one queue with the case that is open. */
export const panel = (page: Page, queue: string) => under(page, `${queue} queue`)

/** Words that are hidden from sight stand apart from those before them. */
const hiddenApart = (name: string) => name.replace(/(?=[,:])/g, ' ?')

/** A button, or a link that looks like one, by its label: hidden words after it say which one. */
export const buttonIn = (within: Page | Locator, label: string) =>
  within.getByRole('button', { name: new RegExp(`^${label}( ?,|$)`) })

const pageOf = (within: Page | Locator) => ('goto' in within ? within : within.page())

/** Presses a button and waits for the page that it leads to. */
export const press = (within: Page | Locator, label: string) =>
  follow(pageOf(within), buttonIn(within, label))

/** Follows a link, by its whole name. */
export const go = (within: Page | Locator, name: string) =>
  follow(pageOf(within), within.getByRole('link', { name: new RegExp(`^${hiddenApart(name)}$`) }))

/** Selects an answer to a question of a form. */
export const choose = (page: Page, question: string, answer: string) =>
  page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check()

/** Types a day into a question of a form. */
export async function typeDay(page: Page, question: string, moment: Date) {
  const parts = page.getByRole('group', { name: question })
  const { day, month, year } = londonDay(moment)
  await parts.getByLabel('Day').fill(String(day))
  await parts.getByLabel('Month').fill(String(month))
  await parts.getByLabel('Year').fill(String(year))
}

/** Opens a queue and turns its pages until a case is on one. */
export async function findInQueue(page: Page, queue: string, reference: string) {
  await page.goto(`/queues/${queue}`)
  const line = page.getByRole('link', { name: reference, exact: true })
  while ((await line.count()) === 0) await follow(page, page.getByRole('link', { name: /^Next/ }))
}

/** Finds a case in the list of what is new, and opens it beside the list. */
export async function openFromQueue(page: Page, queue: string, reference: string) {
  await findInQueue(page, queue, reference)
  await go(page, reference)
}

/** Settles a duty as done, from the page of the case that is open. In: what is typed, by its label. */
export async function settleDuty(
  page: Page,
  duty: string,
  typed: Readonly<Record<string, string>>,
) {
  await go(page, `Settle: ${duty}`)
  await choose(page, 'How is it settled?', 'It was done')
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text)
  await press(page, 'Settle this duty')
}

/** Records what was decided today, from the page of the case that is open. */
export async function recordOutcome(page: Page, track: string, outcome: string, by: string) {
  await go(page, `Record an outcome: ${track}`)
  await choose(page, 'What is the outcome?', outcome)
  await typeDay(page, 'When was it decided?', new Date())
  await choose(page, 'Who decided?', by)
  await press(page, 'Record it')
  await expect(under(page, 'Outcomes')).toContainText(outcome)
}

/** Closes a case in a queue, from the page of the case that is open. */
export async function close(page: Page, queue: string, why: string) {
  await press(panel(page, queue), 'Close')
  await choose(page, 'Why?', why)
  await press(page, 'Close')
  await expect(panel(page, queue)).toContainText(why)
}

const workers = demonstrationAccounts.filter(({ role }) => role !== 'referrer')

/** Opens the case as its referrer, who reads how it stands and the name of nobody who works it. */
export async function readStanding(page: Page, reference: string) {
  await page.goto(`/cases/${reference}`)
  const told = (await page.locator('body').textContent()) ?? ''
  expect(workers.filter(({ name }) => told.includes(name))).toEqual([])
  return page.locator('.govuk-summary-list').first()
}

/** Says why a case is opened that is not the reader's own work, where its page asks. */
export async function giveReason(page: Page, reason = 'I supervise or review the work') {
  const asks = page.getByRole('heading', { name: 'Why do you open this case?' })
  if ((await asks.count()) === 0) return
  await choose(page, 'Your reason', reason)
  await press(page, 'Open the case')
}
