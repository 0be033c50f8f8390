import type { RawAnswers } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { formOf } from './form-of'

/** The form that a browser would post to correct answers: those of the page, and why. */
export const correctionPosted = (
  changed: RawAnswers,
  why = 'They told me more',
  also: readonly string[] = [],
) => {
  const form = formOf(allQuestions, { ...changed, ...(why && { why }) })
  if (also.length > 0) form.set('also', also.join(','))
  return form
}
