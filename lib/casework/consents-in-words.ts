import { purposes, type Purpose } from '@/lib/consent/consent-entries'
import { labelOf } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import type { Case } from './case'

/** The ledger of what a person agreed to, in words: each entry, the oldest first. */
export const consentsInWords = (consents: Case['consents']) =>
  consents.map(({ purpose, answer, recordedAt }) => {
    const { label, question } = purposes[purpose as Purpose]
    return { purpose: label, answer: labelOf(questionOf(question)?.options?.[answer]), recordedAt }
  })

/** What holds now: the newest entry of each purpose. */
export const consentsNow = (consents: Case['consents']) => [
  ...new Map(consents.map((entry) => [entry.purpose, entry])).values(),
]
