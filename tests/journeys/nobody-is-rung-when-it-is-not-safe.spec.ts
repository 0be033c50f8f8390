import { expect } from '@playwright/test'
import { choose, go, openFromQueue, panel, press, test, under } from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

const number = '07700 900716'
const answers = { ...workedCase('V16'), contactPhone: number }

/** A weekday some days from now: whatever the hour, it is not today. */
const anotherDay = () =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Europe/London' }).format(
    Date.now() + 3 * 24 * 60 * 60 * 1000,
  )

test('a number is not shown at an unsafe time without a reason, and every attempt is kept', async ({
  as,
}) => {
  const nurse = await as('referrer.nhs')
  const { reference } = await sendByForms(nurse.request, answers)
  const worker = await as('beacon')
  await openFromQueue(worker, 'beacon', reference)
  await press(panel(worker, 'Beacon'), 'Accept')
  await worker.goto(`/cases/${reference}`)
  await go(under(worker, 'Safe contact'), 'Contact with the person')

  await press(worker, 'Confirm or change the plan')
  await choose(worker, 'Is there any safe way to contact them?', 'Yes')
  const phone = worker.getByRole('group', { name: 'Phone call: is it safe?' })
  await phone.getByRole('radio', { name: 'Yes' }).first().check()
  await worker.getByLabel('Number to call').fill(number)
  await phone.getByLabel(anotherDay()).check()
  await choose(worker, 'May we leave a voicemail?', 'No')
  await choose(worker, 'Who told you that this is right now?', 'The person themselves')
  await press(worker, 'Confirm this plan')

  const call = under(worker, 'Phone call')
  await expect(call).toContainText('Do not use now')
  await expect(call).toContainText(`Next safe: ${anotherDay()}`)
  await expect(call.getByRole('button')).toHaveCount(0)
  expect(await worker.content()).not.toContain(number)

  await go(call, 'Use it anyway, with a reason: phone call')
  await press(worker, 'Use it anyway')
  await expect(worker.locator('.govuk-error-summary')).toContainText('Enter why in your own words')
  expect(await worker.content()).not.toContain(number)
  await worker.getByLabel('The person contacted us first, this way').check()
  await worker.getByLabel('Say more about why').fill('She rang us and asked us to ring back')
  await press(worker, 'Use it anyway')
  await expect(worker.locator('main')).toContainText(number)
  await worker.getByLabel('There was no answer').check()
  await press(worker, 'Record what happened')

  const tried = under(worker, 'What was tried')
  await expect(tried).toContainText('There was no answer')
  await expect(tried).toContainText('Decided to use it although it was not safe then')
  await expect(tried).toContainText('The person contacted us first, this way')
  expect(await worker.content()).not.toContain(number)
})
