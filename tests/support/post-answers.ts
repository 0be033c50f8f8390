import { expect, type APIRequestContext } from '@playwright/test'
import type { Catalogue } from '@/lib/journey/journey'
import type { Raw } from '@/lib/journey/question'
import { referralJourney } from '@/lib/referral/steps'
import type { GivenAnswers } from './answer-pages'
import { formOf } from './form-of'
import { origin } from './sign-in'

const catalogue: Catalogue = referralJourney.questions

/** Posts a form of ours as a browser would, without following where it leads. */
export const postForm = (request: APIRequestContext, path: string, form = new URLSearchParams()) =>
  request.post(path, {
    data: form.toString(),
    headers: { origin: origin(), 'content-type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  })

/**
 * Begins a referral and answers its steps up to one that is left open, without drawing any.
 * @returns the path of the draft
 */
export async function startAt(request: APIRequestContext, end: string, answers: GivenAnswers) {
  const started = await postForm(request, '/refer')
  const draft = (started.headers().location ?? '').replace(/\/danger$/, '')
  expect(draft).toMatch(/^\/refer\/[0-9a-f-]{36}$/)
  for (const { id, questions } of referralJourney.steps) {
    if (id === end) break
    const typed = questions.flatMap((placed): [string, Raw][] => {
      const name = typeof placed === 'string' ? placed : placed.question
      const raw = answers[name] === undefined ? undefined : catalogue[name]?.raw(answers[name])
      return raw === undefined ? [] : [[name, raw]]
    })
    // A step that the answers do not lead to is not there to be posted.
    if (typed.length === 0) continue
    const form = formOf(catalogue, Object.fromEntries(typed))
    const saved = await postForm(request, `${draft}/${id}`, form)
    expect(saved.headers().location, `nothing is wrong at ${id}`).not.toContain('problems')
  }
  return draft
}

/** Sends a referral by its forms, without drawing any. */
export async function sendByForms(request: APIRequestContext, answers: GivenAnswers) {
  const draft = await startAt(request, 'check', answers)
  const sent = await postForm(request, `${draft}/check`)
  return { draft, reference: (sent.headers().location ?? '').replace('/refer/sent/', '') }
}
