import { expect, type Page } from '@playwright/test'
import { choose, go, openFromQueue, panel, press, test, under } from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

const answers = { ...workedCase('V16'), givenNames: 'Malee', familyName: 'Rattanakul' }

/** How they were asked, whatever it was about. */
async function typeHowAsked(page: Page, said: string) {
  await page.getByLabel('In which language were they asked?').fill('Thai')
  await choose(page, 'Who interpreted?', 'A professional interpreter by phone or video')
  await choose(page, 'Where were they asked?', 'An office or a centre')
  await page.getByLabel('What they said, in their words').fill(said)
}

test(
  'a person agrees, then changes their mind: the work stops, and what was given is called back',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const nurse = await as('referrer.nhs')
    const { reference } = await sendByForms(nurse.request, answers)
    const worker = await as('beacon')
    await openFromQueue(worker, 'beacon', reference)
    await press(panel(worker, 'Beacon'), 'Accept')
    await worker.goto(`/cases/${reference}`)
    await expect(under(worker, 'What was said')).toContainText('Rattanakul')

    await go(worker, 'What they were asked and what they said')
    await go(worker, 'Write down what they said about being contacted by us')
    await choose(worker, 'What did they answer?', 'They agree')
    await choose(worker, 'Can they decide this for themselves now?', 'It is in doubt')
    await typeHowAsked(worker, 'Ring me after work')
    await press(worker, 'Save')
    await expect(worker.locator('.govuk-error-summary')).toContainText('cannot agree')
    await expect(worker.getByLabel('What they said, in their words')).toHaveValue(/after work/)
    await choose(
      worker,
      'Can they decide this for themselves now?',
      'Yes, there is no reason to doubt it',
    )
    await press(worker, 'Save')
    const contact = under(worker, 'What they agree to').getByRole('row', { name: /contacted/ })
    await expect(contact).toContainText('They agree')

    await nurse.goto(`/cases/${reference}`)
    await go(nurse, 'What they agree to, and if they changed their mind')
    await press(nurse, 'They changed their mind')
    await nurse.getByLabel('Support from the victim care centre').check()
    await typeHowAsked(nurse, 'I do not want it any more')
    await press(nurse, 'Take it back')

    await worker.goto(`/cases/${reference}`)
    await expect(panel(worker, 'Beacon')).toContainText('The person changed their mind')
    await expect(under(worker, 'What was said')).toContainText('You no longer see who they are')
    expect(await worker.content()).not.toContain('Rattanakul')

    await worker.goto('/recalls')
    const mine = worker.getByRole('row', { name: new RegExp(reference) })
    await expect(mine).toContainText('Waiting for an answer')
    await go(mine, `Answer, ${reference}, Beacon queue`)
    await press(worker, 'Send the answer')
    await expect(worker.locator('.govuk-error-summary')).toContainText('Select what you did')
    await choose(worker, 'What did you do?', 'We stopped, and destroyed what we had')
    await press(worker, 'Send the answer')
    await expect(mine).toContainText('We stopped, and destroyed what we had')

    await nurse.goto(`/cases/${reference}/consent`)
    await expect(under(nurse, 'Support from the victim care centre')).toContainText(
      'They changed their mind',
    )
    await expect(under(nurse, 'Asked back')).toContainText('destroyed what we had')
  },
)
