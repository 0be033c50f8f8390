import { addDays } from 'date-fns'
import { expect } from '@playwright/test'
import { maskPhone } from '@/lib/contact/masked'
import { follow, referByPages } from '@/tests/support/answer-pages'
import {
  choose,
  close,
  go,
  openFromQueue,
  panel,
  press,
  readStanding,
  recordOutcome,
  test,
  typeDay,
  under,
} from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const answers = {
  ...workedCase('V16'),
  givenNames: 'Marisol',
  familyName: 'Quispe',
  language: 'Quechua',
  contactChannels: ['phone'],
  contactPhone: '07700 900872',
  account: 'She said that the family hid her passport behind the boiler.',
  consentNrm: 'refused',
  consentSupport: 'given',
  consentPoliceIdentity: 'refused',
}

test(
  'an adult whom Beacon supports: goals, a home shared for and taken back, and needs met',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(120_000)
    const adviser = await as('referrer.charity')
    const reference = await referByPages(adviser, answers)

    const beacon = await as('beacon')
    await openFromQueue(beacon, 'beacon', reference)
    await press(panel(beacon, 'Beacon'), 'Accept')
    await expect(await readStanding(adviser, reference)).toContainText('Being worked on')

    await beacon.goto(`/cases/${reference}`)
    await expect(beacon.locator('main')).not.toContainText(answers.account)
    await recordOutcome(beacon, 'Beacon', 'Support accepted', 'The person')
    await go(beacon, 'Add a goal')
    await beacon.getByLabel('What does the person want?').fill('A door that locks from inside.')
    await press(beacon, 'Add this goal')

    await go(beacon, 'Share this case')
    await choose(beacon, 'Do you keep the case?', 'Share it and keep it')
    await typeDay(beacon, 'Until which day?', addDays(new Date(), 60))
    await beacon.getByLabel('Which organisation?').selectOption('Stevenage Borough Council')
    await choose(beacon, 'What for?', 'Somewhere safe to stay')
    await choose(beacon, 'What allows it?', 'The person agreed')
    await beacon.getByLabel('Anything that they should know').fill('Near a bus to the college.')
    await press(beacon, 'Share')
    await expect(under(beacon, 'Who else sees it')).toContainText('Waiting for an answer')

    const housing = await as('referrer.district')
    expect((await housing.goto(`/cases/${reference}`))?.status()).toBe(404)
    await housing.goto('/refer')
    await go(housing, 'Shared cases')
    const waiting = under(housing, 'Waiting for your answer')
    await expect(waiting).not.toContainText(reference)
    await follow(housing, waiting.getByRole('link', { name: /^Answer/ }))
    await choose(housing, 'What is your answer?', 'Accept')
    await press(housing, 'Send the answer')
    await go(under(housing, 'Shared with you'), reference)
    for (const need of ['Quispe', maskPhone(answers.contactPhone), 'Quechua'])
      await expect(housing.locator('main')).toContainText(need)
    expect(await housing.content()).not.toContain(answers.account)

    await beacon.goto(`/cases/${reference}`)
    await expect(under(beacon, 'Who else sees it')).toContainText('Accepted')
    await go(under(beacon, 'Who else sees it'), 'See Stevenage Borough Council')
    await press(beacon, 'Take it back now')
    expect((await housing.reload())?.status()).toBe(404)
    await expect(housing.locator('main')).not.toContainText('Quispe')

    await beacon.goto(`/cases/${reference}`)
    await go(beacon, 'Say whether it was met: goal 1')
    await expect(beacon.locator('main')).toContainText('A door that locks from inside.')
    await choose(beacon, 'Was the goal met?', 'Met')
    await press(beacon, 'Save')
    await expect(under(beacon, 'The person’s goals')).toContainText('Met.')
    await recordOutcome(beacon, 'Beacon', 'Ended: needs met', 'The person')
    await close(beacon, 'Beacon', 'The person’s needs are met')
  },
)
