import { expect } from '@playwright/test'
import { referByPages } from '@/tests/support/answer-pages'
import {
  buttonIn,
  close,
  openFromQueue,
  panel,
  press,
  readStanding,
  recordOutcome,
  settleDuty,
  test,
  under,
} from '@/tests/support/case-pages'
import { workedCase } from '@/tests/support/worked-case'

const nrm = 'National Referral Mechanism'
const authority = 'Single Competent Authority'

test(
  'a child referred by the NHS is handed over, sent to the Home Office and decided upon',
  { tag: '@without-javascript' },
  async ({ as }) => {
    test.setTimeout(120_000)
    const nurse = await as('referrer.nhs')
    const reference = await referByPages(nurse, workedCase('V06'))
    await expect(nurse.locator('main')).toContainText('Tell children')

    const desk = await as('desk')
    await openFromQueue(desk, 'nrm', reference)
    await expect(panel(desk, nrm)).toContainText('Handed toHertfordshire County Council')
    await press(panel(desk, nrm), 'Accept')
    await expect(desk.getByRole('alert')).toContainText(`${reference}: accepted`)
    await desk.goto(`/cases/${reference}`)
    await expect(buttonIn(panel(desk, nrm), 'Confirm consent')).toHaveCount(0)
    await press(panel(desk, nrm), 'Record the Home Office reference')
    await desk.getByLabel('Home Office reference').fill('NRM 26 4417')
    await press(desk, 'Record the Home Office reference')
    await expect(under(desk, 'Outcomes')).toContainText('NRM 26 4417')

    const standing = await readStanding(nurse, reference)
    await expect(standing).toContainText('Sent to the Home Office. It has not decided yet')
    await expect(standing).toContainText('Hertfordshire County Council')
    await expect(standing).toContainText('Police')

    const officer = await as('officer')
    await openFromQueue(officer, 'police', reference)
    await press(panel(officer, 'Police'), 'Accept')
    await officer.goto(`/cases/${reference}`)
    await settleDuty(officer, 'Crime record', {
      'Crime number': '41/2217/26',
      'Who took it': 'The control room recorded it.',
    })
    await expect(under(officer, 'Duties')).toContainText('Reference 41/2217/26')

    await readStanding(nurse, reference)
    await settleDuty(nurse, 'Children’s social care', {
      'Who took it': 'The duty social worker took it by phone.',
    })
    await expect(under(nurse, 'Duties')).toContainText('It was done')

    await desk.goto(`/cases/${reference}`)
    await recordOutcome(desk, nrm, 'Positive reasonable grounds decision', authority)
    await expect(await readStanding(nurse, reference)).toContainText('its first decision')

    await recordOutcome(desk, nrm, 'Positive conclusive grounds decision', authority)
    await close(desk, nrm, 'The Home Office has decided')
    await expect(await readStanding(nurse, reference)).toContainText('its final decision')

    await officer.goto(`/cases/${reference}`)
    await recordOutcome(officer, 'Police', 'Safeguarding only', 'Police')
    await close(officer, 'Police', 'Safeguarding only, no investigation')
    const end = await readStanding(nurse, reference)
    await expect(end).toContainText('Closed')
    await expect(end).not.toContainText('Who has it')
  },
)
