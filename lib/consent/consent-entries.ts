import type { Answers } from '@/lib/referral/questions'
import { consentWordingVersion } from '@/lib/referral/questions/agreed'

/** What a person may consent to, each on its own, and the question that asks it. */
export const purposes = {
  nrm: { label: 'Referral to the Home Office (NRM)', question: 'consentNrm' },
  support: { label: 'Support from the victim care centre', question: 'consentSupport' },
  police_identity: { label: 'Police knowing who they are', question: 'consentPoliceIdentity' },
} as const

export type Purpose = keyof typeof purposes

/**
 * The entries of the consent ledger that a referral makes: one for each purpose that was put to the
 * referrer, with the wording it was asked in. "Not asked" and "not safe to ask" are entries too.
 */
export const consentEntries = (answers: Answers) =>
  (Object.keys(purposes) as Purpose[]).flatMap((purpose) => {
    const answer = answers[purposes[purpose].question]
    if (answer === undefined) return []
    return [
      {
        purpose,
        answer,
        wordingVersion: consentWordingVersion,
        capacity: answers.capacity ?? 'no_concern',
      },
    ]
  })
