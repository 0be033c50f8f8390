import { expect } from '@playwright/test'
import { follow, referByPages } from '@/tests/support/answer-pages'
import {
  choose,
  close,
  go,
  openFromQueue,
  panel,
  press,
  readStanding,
  test,
  under,
} from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const person = {
  givenNames: 'Wanlaya',
  familyName: 'Thongdee',
  placeNow: 'Flat 7, 88 Example Parade',
  contactChannels: ['phone'],
  contactPhone: '07700 900871',
  account: 'She said that she owes the fare and that her sister would have to pay it.',
}
const identifying = Object.values(person).filter((answer) => typeof answer === 'string')

test(
  'an adult who refuses all: police work it without a name, and the council notifies without one',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(120_000)
    const social = await as('referrer.council')
    const reference = await referByPages(social, { ...workedCase('V03'), ...person })

    const officer = await as('officer')
    await openFromQueue(officer, 'police', reference)
    await expect(panel(officer, 'Police')).toContainText('May not know who the person is')
    await press(panel(officer, 'Police'), 'Accept')
    await officer.goto(`/cases/${reference}`)
    const shown = await officer.content()
    expect(identifying.filter((answer) => shown.includes(answer))).toEqual([])
    await officer.goto('/search')
    await officer.getByRole('searchbox').fill(person.familyName)
    await press(officer, 'Search')
    await expect(officer.locator('main')).toContainText('Nothing found')

    await expect(await readStanding(social, reference)).toContainText('Being worked on')
    await go(social, 'What leaves')
    await expect(social.locator('main')).toContainText('Without their name')
    await expect(social.locator('main')).not.toContainText(person.account)
    const text = social.getByRole('link', { name: 'What have you seen, heard or been told?' })
    await follow(social, text)
    await social.getByLabel('The text that leaves').fill('They owe money that others would pay.')
    await social.getByLabel('I have read every word').check()
    await press(social, 'Let this text leave')
    await expect(social.locator('main')).toContainText('They owe money that others would pay.')
    await social.goto(`/cases/${reference}`)

    await go(social, 'Settle: Duty to notify')
    await expect(social.locator('main')).toContainText('Hertfordshire County Council')
    await choose(social, 'How is it settled?', 'With their name: the person agreed')
    await social.getByLabel('Reference of the notification').fill('DN 26 0093')
    await social.getByLabel('Who took it').fill('I sent the Home Office form this morning.')
    await press(social, 'Settle this duty')
    const because = 'The person has not agreed, so the notification must not say who they are'
    await expect(social.locator('.govuk-error-summary')).toContainText(because)
    const question = social.getByRole('group', { name: 'How is it settled?' })
    await expect(question.locator('.govuk-error-message')).toContainText(because)
    await expect(social.getByLabel('Reference of the notification')).toHaveValue('DN 26 0093')
    await expect(social.getByLabel('Who took it')).toHaveValue(/this morning/)

    await choose(social, 'How is it settled?', 'Without saying who the person is')
    await press(social, 'Settle this duty')
    await expect(under(social, 'Duties')).toContainText('Without saying who the person is')
    await expect(under(social, 'Duties')).toContainText('Reference DN 26 0093')

    await officer.goto(`/cases/${reference}`)
    await expect(under(officer, 'Outcomes')).toContainText('Notified without a name')
    await close(officer, 'Police', 'Kept as information')
    await expect(await readStanding(social, reference)).toContainText('Closed')
  },
)
