import { expect } from '@playwright/test'
import { follow } from '@/tests/support/answer-pages'
import {
  choose,
  findInQueue,
  giveReason,
  go,
  openFromQueue,
  panel,
  press,
  test,
} from '@/tests/support/case-pages'
import { sendByForms } from '@/tests/support/post-answers'
import { workedCase } from '@/tests/support/worked-case'

const answers = { ...workedCase('V16'), familyName: 'Chaiyaphum' }

test(
  'a case is kept from one officer: to them it is not there, until two people let them see it again',
  { tag: '@without-javascript' },
  async ({ as }) => {
    const nurse = await as('referrer.nhs')
    const { reference } = await sendByForms(nurse.request, answers)
    const cousin = await as('officer2')
    await findInQueue(cousin, 'police', reference)

    const lead = await as('lead')
    await lead.goto(`/cases/${reference}`)
    await giveReason(lead)
    await go(lead, 'Keep it from somebody')
    await choose(lead, 'Whom should it be kept from?', 'A person')
    await lead.getByLabel(/^Aisha Khan/).check()
    await choose(lead, 'Why?', 'They know somebody in it')
    await press(lead, 'Keep it from them')
    await expect(lead.locator('.govuk-error-summary')).toContainText('Enter what makes you think')
    await lead.getByLabel('What makes you think so?').fill('They are cousins')
    await press(lead, 'Keep it from them')
    await expect(lead.getByRole('heading', { name: /^Aisha Khan/ })).toBeVisible()

    const answer = await cousin.goto(`/cases/${reference}`)
    expect(answer?.status()).toBe(404)
    const seen = await cousin.locator('main').innerText()
    await cousin.goto('/cases/HMS-0000-0000-0')
    expect(await cousin.locator('main').innerText(), 'as what never was').toBe(seen)
    for (const looked of [reference, answers.familyName]) {
      await cousin.goto('/search')
      await cousin.getByRole('searchbox').fill(looked)
      await press(cousin, 'Search')
      await expect(cousin.locator('main')).toContainText('Nothing found')
    }
    await cousin.goto(`/queues/police?open=${reference}`)
    await expect(cousin.locator(`a[href*="${reference}"]`)).toHaveCount(0)

    const officer = await as('officer')
    await openFromQueue(officer, 'police', reference)
    await expect(panel(officer, 'Police')).toBeVisible()

    await follow(lead, lead.getByRole('button', { name: /^Ask a second person/ }))
    await expect(lead.locator('main')).toContainText('Another lead or supervisor has to agree')
    expect((await cousin.goto(`/cases/${reference}`))?.status(), 'one is not enough').toBe(404)
    const second = await as('lead2')
    await second.goto(`/cases/${reference}`)
    await giveReason(second)
    await go(second, 'Keep it from somebody')
    await follow(second, second.getByRole('button', { name: /^Let them see it again/ }))
    await expect(second.locator('main')).toContainText('Nobody.')
    await findInQueue(cousin, 'police', reference)
  },
)
