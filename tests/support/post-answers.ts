import { expect, type APIRequestContext } from '@playwright/test'
import type { Catalogue } from '@/lib/journey/journey'
import { many, one } from '@/lib/journey/question'
import { referralJourney } from '@/lib/referral/steps'
import type { GivenAnswers } from './answer-pages'
import { origin } from './sign-in'

const catalogue: Catalogue = referralJourney.questions

const fieldsOf = (id: string, answer: unknown): [string, string][] => {
  const question = catalogue[id]
  if (!question || answer === undefined) return []
  const raw = question.raw(answer)
  if (question.kind === 'any-of') return many(raw).map((value) => [id, value])
  if (question.kind !== 'date') return [[id, one(raw)]]
  return ['day', 'month', 'year'].map((part, index) => [`${id}-${part}`, many(raw)[index] ?? ''])
}

/** Posts a form of ours as a browser would, without following where it leads. */
export const postForm = (request: APIRequestContext, path: string, fields: [string, string][]) =>
  request.post(path, {
    data: new URLSearchParams(fields).toString(),
    headers: { origin: origin(), 'content-type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  })

/**
 * Begins a referral and answers its steps up to one that is left open, without drawing any.
 * @returns the path of the draft
 */
export async function startAt(request: APIRequestContext, end: string, answers: GivenAnswers) {
  const started = await postForm(request, '/refer', [])
  const draft = (started.headers().location ?? '').replace(/\/danger$/, '')
  expect(draft).toMatch(/^\/refer\/[0-9a-f-]{36}$/)
  for (const { id, questions } of referralJourney.steps) {
    if (id === end) break
    const fields = questions.flatMap((placed) => {
      const name = typeof placed === 'string' ? placed : placed.question
      return fieldsOf(name, answers[name])
    })
    // A step that the answers do not lead to is not there to be posted.
    if (fields.length === 0) continue
    const saved = await postForm(request, `${draft}/${id}`, fields)
    expect(saved.headers().location, `nothing is wrong at ${id}`).not.toContain('problems')
  }
  return draft
}

/** Sends a referral by its forms, without drawing any. */
export async function sendByForms(request: APIRequestContext, answers: GivenAnswers) {
  const draft = await startAt(request, 'check', answers)
  const sent = await postForm(request, `${draft}/check`, [])
  return { draft, reference: (sent.headers().location ?? '').replace('/refer/sent/', '') }
}
