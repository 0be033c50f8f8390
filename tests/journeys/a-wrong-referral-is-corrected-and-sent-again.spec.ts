import { expect } from '@playwright/test'
import { follow, placeOf, proceed, referByPages } from '@/tests/support/answer-pages'
import {
  choose,
  go,
  openFromQueue,
  panel,
  press,
  readStanding,
  test,
  under,
} from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const question = 'Which of the two car washes do you mean?'
const reply = 'The one behind the station. I was given the wrong address at first.'
const advice = 'The address is wrong. Correct it and send it again, please.'

test(
  'a wrong referral is asked about, declined, corrected, sent again and taken',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(120_000)
    const adviser = await as('referrer.charity')
    const reference = await referByPages(adviser, {
      ...workedCase('V03'),
      areaNow: 'watford',
      placeNow: '1 Wrong Street',
    })

    const officer = await as('officer')
    await openFromQueue(officer, 'police', reference)
    await press(panel(officer, 'Police'), 'Ask the referrer')
    await choose(officer, 'What about?', 'Where it is')
    await officer.getByLabel('Your question').fill(question)
    await press(officer, 'Ask the referrer')
    await officer.goto(`/cases/${reference}`)
    await expect(panel(officer, 'Police')).toContainText('waits for an answer')

    await adviser.goto('/refer')
    await expect(adviser.locator('tbody tr').first()).toContainText('We have a question for you')
    await expect(await readStanding(adviser, reference)).toContainText('a question for you')
    await expect(under(adviser, 'A question from: Police')).toContainText(question)
    await follow(adviser, adviser.getByRole('button', { name: /^Answer/ }))
    await expect(adviser.locator('main')).toContainText(question)
    await adviser.getByLabel('Your answer').fill(reply)
    await press(adviser, 'Answer')
    await expect(await readStanding(adviser, reference)).not.toContainText('a question for you')

    await officer.reload()
    await expect(under(officer, 'What happened')).toContainText(reply)
    await press(panel(officer, 'Police'), 'Decline')
    await choose(officer, 'Why?', 'Something in it is wrong. It needs correcting and sending again')
    await officer.getByLabel(/^Modern Slavery Helpline/).check()
    await officer.getByLabel('What should the referrer know?').fill(advice)
    await press(officer, 'Decline')
    await expect(panel(officer, 'Police')).toContainText('Declined')

    await expect(await readStanding(adviser, reference)).toContainText('Declined. Read why')
    const why = under(adviser, 'Declined by: Police')
    await expect(why).toContainText('It needs correcting and sending again')
    await expect(why).toContainText(advice)
    await expect(why).toContainText('Modern Slavery Helpline')
    await press(adviser, 'Correct it and send it again')
    await expect(adviser.locator('main')).toContainText('1 Wrong Street')
    await go(adviser, 'Change address, postcode or how to find the place')
    await adviser.getByLabel('Address, postcode').fill('2 Right Street')
    await proceed(adviser)
    await press(adviser, 'Send referral')
    const again = placeOf(adviser)
    expect(again).not.toBe(reference)

    await openFromQueue(officer, 'police', again)
    await press(panel(officer, 'Police'), 'Accept')
    await officer.goto(`/cases/${again}`)
    await expect(under(officer, 'Linked cases')).toContainText(reference)
    await expect(await readStanding(adviser, again)).toContainText('Being worked on')
  },
)
