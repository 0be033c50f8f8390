import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import { go, press, test } from '@/tests/support/case-pages'
import { photograph } from '@/tests/support/evidence-files'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

test('a photograph is added from a phone, and downloaded without the place where it was taken', async ({
  as,
}) => {
  const nurse = await as('referrer.nhs')
  const { reference } = await sendByForms(nurse.request, workedCase('V16'))
  await nurse.goto(`/cases/${reference}`)
  await go(nurse, 'See or add photographs and documents')

  const file = nurse.getByLabel('Photograph or document', { exact: true })
  await nurse.getByLabel('What happened to them').check()
  await nurse.getByLabel('What is it?').fill('The room where she slept')
  const buffer = Buffer.from('Not a photograph')
  await file.setInputFiles({ name: 'room.gif', mimeType: 'image/gif', buffer })
  await press(nurse, 'Add it')
  await expect(nurse.locator('.govuk-error-summary')).toContainText('must be a JPEG')
  const group = nurse.locator('.govuk-form-group--error')
  await expect(group.locator('.govuk-error-message')).toContainText('must be a JPEG')
  await expect(group.locator('[type=file]')).toBeVisible()
  await expect(nurse.getByLabel('What is it?')).toHaveValue('The room where she slept')
  await expect(nurse.getByLabel('What happened to them')).toBeChecked()

  const taken = await photograph()
  expect(taken.includes('CANARY-CAMERA')).toBe(true)
  await file.setInputFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: taken })
  await press(nurse, 'Add it')
  await expect(nurse.getByRole('alert')).toContainText(
    `${taken.length.toLocaleString('en-GB')} bytes arrived`,
  )
  const card = nurse.locator('.govuk-summary-card', { hasText: 'The room where she slept' })
  await expect(card).toContainText('It was not scanned for viruses')

  const officer = await as('officer')
  await officer.goto(`/cases/${reference}/evidence`)
  const downloading = officer.waitForEvent('download')
  await officer.getByRole('link', { name: /^Download/ }).click()
  const download = await downloading
  const bytes = await readFile(await download.path())
  expect(bytes.subarray(0, 2).toString('hex'), 'a JPEG').toBe('ffd8')
  expect(bytes.includes('CANARY-CAMERA'), 'what the camera wrote is gone').toBe(false)

  const worker = await as('beacon')
  await worker.goto(`/cases/${reference}/evidence`)
  await expect(worker.locator('main'), 'not what Beacon may know').not.toContainText('The room')

  await follow(nurse, nurse.getByRole('link', { name: /^Remove/ }))
  await nurse.getByLabel('It is the wrong file').check()
  await press(nurse, 'Remove it')
  await expect(nurse.locator('main')).not.toContainText('The room where she slept')
})
