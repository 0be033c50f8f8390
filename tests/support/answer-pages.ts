import { expect, type Locator, type Page } from '@playwright/test'
import type { Catalogue, Step } from '@/lib/journey/journey'
import { many, one, type Question, type Raw } from '@/lib/journey/question'
import { referralJourney } from '@/lib/referral/steps'

/** Answers as the partner API takes them. */
export type GivenAnswers = Readonly<Record<string, unknown>>

const catalogue: Catalogue = referralJourney.questions

const field = (page: Page, name: string, value?: string) =>
  page.locator(`[name="${name}"]${value === undefined ? '' : `[value="${value}"]`}`)

/** Answers a question as a person would: ticks it, or types it. */
async function giveAnswer(page: Page, id: string, { kind }: Question, raw: Raw) {
  if (kind === 'one-of' || kind === 'any-of')
    for (const value of many(raw)) await field(page, id, value).check()
  else if (kind === 'date')
    for (const [index, part] of ['day', 'month', 'year'].entries())
      await field(page, `${id}-${part}`).fill(many(raw)[index] ?? '')
  else await field(page, id).fill(one(raw))
}

/** Answers the questions of a step that have an answer, and leaves the others as they are. */
export async function answerStep(
  page: Page,
  { questions: placed }: Pick<Step<string, never>, 'questions'>,
  answers: GivenAnswers,
  questions = catalogue,
) {
  for (const one of placed) {
    const id = typeof one === 'string' ? one : one.question
    const question = questions[id]
    const answer = answers[id]
    if (question && answer !== undefined) await giveAnswer(page, id, question, question.raw(answer))
  }
}

/** The last part of the address: on the pathway, the id of the step. */
export const placeOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** Follows a link or presses a button, and waits for the page that it leads to. */
export async function follow(page: Page, leading: Locator) {
  const arrived = page.waitForEvent('load')
  await leading.click()
  await arrived
}

export const proceed = (page: Page) => follow(page, page.getByRole('button', { name: 'Continue' }))

/** Begins a referral and stands at its first step. */
export async function startReferral(page: Page) {
  await page.goto('/refer')
  await follow(page, page.getByRole('button', { name: 'Start a referral' }))
  await expect(page).toHaveURL(/\/danger$/)
}

/** Answers page after page as it comes, up to the step with this id, which is left to the test. */
export async function answerUntil(page: Page, end: string, answers: GivenAnswers) {
  for (let place = placeOf(page); place !== end; place = placeOf(page)) {
    if (place === 'call-999') {
      await follow(page, page.getByRole('button', { name: 'I have called, continue' }))
      continue
    }
    const step = referralJourney.steps.find(({ id }) => id === place)
    if (!step) throw new Error(`${place} is no step, and ${end} was not reached`)
    await answerStep(page, step, answers)
    await proceed(page)
    expect(page.url(), `nothing is wrong at ${place}`).not.toContain('problems')
  }
}

/**
 * Refers a person through the pages.
 * @returns the reference
 */
export async function referByPages(page: Page, answers: GivenAnswers) {
  await startReferral(page)
  await answerUntil(page, 'check', answers)
  await follow(page, page.getByRole('button', { name: 'Send referral' }))
  await expect(page).toHaveURL(/\/refer\/sent\//)
  return placeOf(page)
}
