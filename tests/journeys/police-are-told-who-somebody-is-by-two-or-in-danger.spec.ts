import { expect, type Locator, type Page } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { choose, go, openFromQueue, panel, press, test, under } from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

const answers = { ...workedCase('V03'), givenNames: 'Somchai', familyName: 'Boonmee' }

type As = (name: string) => Promise<Page>

/** A case that police work without knowing who it is about, open before the officer who took it. */
async function takeWithheld(as: As) {
  const social = await as('referrer.council')
  const { reference } = await sendByForms(social.request, answers)
  const officer = await as('officer')
  await openFromQueue(officer, 'police', reference)
  await press(panel(officer, 'Police'), 'Accept')
  await officer.goto(`/cases/${reference}`)
  expect(await officer.content()).not.toContain('Boonmee')
  return { officer, reference }
}

const lineOf = (lead: Page, reference: string) =>
  lead.getByRole('row', { name: new RegExp(reference) })

const decide = (line: Locator) => follow(line.page(), line.getByRole('link', { name: /^Decide/ }))

test(
  'where a life is in danger police know at once, and a lead of somewhere else reviews it',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const { officer, reference } = await takeWithheld(as)
    await go(officer, 'Ask who the person is')
    await choose(officer, 'Is somebody’s life in danger now?', 'Yes. I need to know now')
    await press(officer, 'Ask')
    await expect(officer.locator('.govuk-error-summary')).toContainText('Enter why you need')
    await officer.getByLabel('Why?').fill('He has said that he will kill them tonight')
    await press(officer, 'Ask')
    await expect(under(officer, 'What was said')).toContainText('Boonmee')

    const lead = await as('lead')
    await lead.goto('/releases')
    const line = lineOf(lead, reference)
    await expect(line).toContainText('Somebody’s life is in danger now')
    await expect(line).toContainText('To be reviewed')
    await decide(line)
    await expect(lead.locator('main')).toContainText('He has said that he will kill them')
    await expect(lead.locator('main')).not.toContainText('Boonmee')
    await choose(lead, 'What do you decide?', 'Withhold it again')
    await lead.getByLabel('Why?').fill('The danger is over')
    await press(lead, 'Decide')
    await expect(line).toContainText('Withheld again')

    await officer.goto(`/cases/${reference}`)
    expect(await officer.content()).not.toContain('Boonmee')
  },
)

test(
  'otherwise police ask, a lead of another organisation decides, and only then are they told',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const { officer, reference } = await takeWithheld(as)
    await go(officer, 'Ask who the person is')
    await choose(officer, 'Is somebody’s life in danger now?', 'No')
    await choose(officer, 'What allows it?', 'To stop serious harm to the person or to others')
    await officer.getByLabel('Why?').fill('We have to find the house before the weekend')
    await press(officer, 'Ask')
    await expect(officer.locator('main')).toContainText('Waits for an answer')
    await officer.goto(`/cases/${reference}`)
    expect(await officer.content(), 'nobody has answered').not.toContain('Boonmee')

    const lead = await as('lead')
    await lead.goto('/releases')
    await decide(lineOf(lead, reference))
    await choose(lead, 'What do you decide?', 'Tell the police')
    await lead.getByLabel('Why?').fill('It is necessary and no more than is needed')
    await press(lead, 'Decide')
    await expect(lineOf(lead, reference)).toContainText('Police know who the person is')

    await officer.goto(`/cases/${reference}`)
    await expect(under(officer, 'What was said')).toContainText('Boonmee')
  },
)
