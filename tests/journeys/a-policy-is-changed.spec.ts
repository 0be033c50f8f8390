import { expect, type Page } from '@playwright/test'
import {
  buttonIn,
  choose,
  giveReason,
  go,
  press,
  test,
  typeDay,
  under,
} from '@/tests/support/case-pages'
import { decisionOnPage } from '@/tests/support/decision-on-page'
import { sendByForms } from '@/tests/support/post-answers'
import { submit, visitPages, type Visit } from '@/tests/support/visit-pages'
import { workedCase } from '@/tests/support/worked-case'

/** What only this journey sends: no other is touched by the rule that it adds. */
const rare = {
  ...workedCase('V16'),
  howMany: 7,
  careNeeds: 'yes',
  childrenAtRisk: 'yes',
  threats: 'yes',
  whereaboutsKnown: 'yes',
}
/** When the rule applies: all of it is so of what this journey sends. */
const conditions = [
  'Five people or more are involved',
  'The person has care and support needs',
  'Children who depend on the person are at risk',
  'The person or their family is threatened',
  'The exploiter knows where the person is',
]
const part = 'F. How soon'

/** Starts a draft and opens it. */
async function startDraft(lead: Page, name: string) {
  await lead.goto('/policy')
  await press(lead, 'Start a draft')
  await lead.getByLabel('What do you call it?').fill(name)
  await press(lead, 'Start the draft')
  await expect(lead.getByRole('heading', { level: 1 })).toHaveText(name)
}

/** Fills in the form of a rule that makes the rarest of cases urgent. */
async function addUrgentRule(lead: Page) {
  await press(lead, 'Add a rule')
  await lead.getByLabel(new RegExp(`^${part}`)).check()
  for (const condition of conditions) await lead.getByLabel(condition, { exact: true }).check()
  await choose(lead, 'How soon must somebody look?', 'Immediate')
  await lead.getByLabel('Why?').fill('a whole family is in reach of the exploiter')
  await lead.getByLabel('Where does the rule come from?').fill('Partnership choice')
  await press(lead, 'Add the rule')
  const added = lead.getByRole('row', { name: /Added/ }).first()
  await expect(added).toContainText('Immediate: Someone acts now')
  return /F\d+/.exec(await added.innerText())?.[0] ?? ''
}

/** Waits until the page shows by itself that the replay is done. */
const waitForReplay = (lead: Page) =>
  expect(lead.getByRole('heading', { name: 'Who would be told more' })).toBeVisible({
    timeout: 90_000,
  })

/** Waits until the replay is done, as somebody without script does, who looks again. */
async function seeReplay(lead: Page) {
  await expect(async () => {
    await lead.goto(new URL(lead.url()).pathname)
    await expect(lead.getByRole('heading', { name: 'Who would be told more' })).toBeVisible()
  }).toPass({ timeout: 90_000 })
}

const at = (page: Page, path: string): Visit => ({ page, name: path, open: () => page.goto(path) })

/** The form that is open, with nothing answered. */
const empty = (page: Page, button: string): Visit => ({
  page,
  name: `${new URL(page.url()).pathname}, left empty`,
  hasErrors: true,
  open: () => submit(page, buttonIn(page, button)),
})

test(
  'a lead changes the policy, tries it out and proposes it, and from its day on it decides',
  { tag: '@with-javascript' },
  async ({ as }) => {
    test.setTimeout(240_000)
    const charity = await as('referrer.charity')
    const before = await sendByForms(charity.request, rare)
    const lead = await as('lead')
    await lead.goto(`/cases/${before.reference}`)
    await giveReason(lead)
    expect((await decisionOnPage(lead)).priority).toBe('P2')

    const secrets = [rare.givenNames, rare.familyName].filter((name) => typeof name === 'string')
    let policy = ''
    let rule = ''
    async function* draftPages(): AsyncGenerator<Visit> {
      yield at(lead, '/policy')
      yield at(lead, '/policy/new')
      yield empty(lead, 'Start the draft')
      await startDraft(lead, 'Families in reach')
      policy = new URL(lead.url()).pathname
      yield at(lead, policy)
      yield at(lead, `${policy}/rules/add`)
      yield empty(lead, 'Add the rule')
      await lead.goto(policy)
      rule = await addUrgentRule(lead)
      yield at(lead, `${policy}/rules/${rule}`)
      await lead.getByLabel('Why?').fill('')
      yield { ...empty(lead, 'Save the rule'), name: 'a rule without a reason' }
      await lead.getByLabel('Why?').fill('a family is in reach of the exploiter')
      await press(lead, 'Save the rule')
      yield at(lead, `${policy}/propose`)
      await expect(lead.locator('main')).toContainText('Replay the draft as it stands first')
      await lead.goto(`${policy}/replay`)
      await lead.getByLabel('Day').first().fill('')
      yield { ...empty(lead, 'Replay it'), name: 'a replay of no time' }
      await lead.goto(`${policy}/replay`)
      await press(lead, 'Replay it')
      await waitForReplay(lead)
      yield { ...at(lead, `${policy}/replay`), name: 'what the replay found' }
      yield at(lead, `${policy}/propose`)
      yield empty(lead, 'Propose it')
    }
    await visitPages(lead, secrets, draftPages())
    await lead.goto(`${policy}/replay`)
    await expect(under(lead, 'Who would be told more')).toContainText('Nobody.')
    await expect(under(lead, 'How soon')).toContainText(/Same day to immediate\s*1/)
    await expect(under(lead, 'Promises')).toContainText('It keeps every promise')
    expect(await lead.content()).not.toContain(before.reference)

    await lead.goto(`${policy}/propose`)
    await typeDay(lead, 'From which day shall it decide?', new Date())
    await lead.getByLabel('Why should it change?').fill('The families waited too long')
    await press(lead, 'Propose it')
    await expect(lead.locator('main')).toContainText('A second person answers it')
    expect((await lead.goto(`${policy}/answer`))?.status(), 'not by whoever wrote it').toBe(404)

    const second = await as('lead2')
    async function* answerPages(): AsyncGenerator<Visit> {
      yield at(second, policy)
      yield at(second, `${policy}/answer`)
      yield empty(second, 'Send your answer')
      yield at(second, `${policy}/withdraw`)
    }
    await visitPages(second, secrets, answerPages())
    await second.goto(`${policy}/answer`)
    await expect(under(second, 'What it changes')).toContainText(`${rule} Added`)
    await expect(second.locator('main')).toContainText('The families waited too long')
    // By the keyboard alone, each field after the one before it.
    await second.getByLabel('Yes, publish it').focus()
    await second.keyboard.press('Space')
    await second.keyboard.press('Tab')
    await second.keyboard.type('It keeps every promise')
    await second.keyboard.press('Tab')
    await second.keyboard.press('Enter')
    await expect(second.locator('main')).toContainText('It was published')
    await second.goto('/policy')
    await expect(second.locator('main')).toContainText('In force: Families in reach')

    const after = await sendByForms(charity.request, rare)
    await lead.goto(`/cases/${after.reference}`)
    await giveReason(lead)
    const decided = await decisionOnPage(lead)
    expect(decided.priority).toBe('P1')
    expect(decided.reasons).toContainEqual({
      rule,
      because: 'A family is in reach of the exploiter',
    })
    await lead.goto(`/cases/${before.reference}`)
    await giveReason(lead)
    expect((await decisionOnPage(lead)).priority, 'what was sent stays as it was').toBe('P2')
  },
)

test(
  'a draft is written, tried out and withdrawn without a script',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(180_000)
    const lead = await as('lead')
    const name = 'Tried and left'
    await startDraft(lead, name)
    const rule = await addUrgentRule(lead)
    await go(lead, `Change rule ${rule}`)
    await press(lead, 'Move it up')
    await expect(under(lead, 'What it changes')).toContainText(`${rule} Added`)
    await go(lead, 'Change rule C13')
    await press(lead, 'Take it out')
    await expect(under(lead, 'What it changes')).toContainText('C13 Removed')
    await press(lead, 'Replay it')
    await press(lead, 'Replay it')
    await seeReplay(lead)
    await expect(under(lead, 'Promises')).toContainText('It breaks the promise that')
    await go(lead, 'Back')
    await press(lead, 'Withdraw it')
    await press(lead, 'Withdraw it')
    await expect(lead.getByRole('row', { name: new RegExp(name) }).first()).toContainText(
      'Withdrawn',
    )
  },
)
