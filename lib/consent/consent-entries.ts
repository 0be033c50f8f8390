import type { Answers } from '@/lib/referral/questions'
import type { ConsentAnswer } from './asking'
import { expiryOf } from './ledger'
import { purposeNames, purposeOf, type Purpose } from './purposes'
import { wordingVersionOf } from './wordings'

/** An entry on its way into the ledger. What is not known of how it was asked is left out. */
export interface NewEntry {
  readonly purpose: Purpose
  readonly answer: ConsentAnswer
  readonly wordingVersion: string
  readonly capacity: string
  readonly expiresAt: Date | null
  readonly organisationId?: string | null
  readonly interpreter?: string | undefined
  readonly setting?: string | undefined
}

/** An entry in the words that are read out now, which holds as long as its purpose says. */
export const newEntry = (
  purpose: Purpose,
  answer: ConsentAnswer,
  capacity: string,
  at: Date,
): NewEntry => ({
  purpose,
  answer,
  capacity,
  wordingVersion: wordingVersionOf(purpose),
  expiresAt: expiryOf(purpose, answer, at),
})

/**
 * The entries of the consent ledger that a referral makes: one for each purpose that was put to the
 * referrer, with the wording it was asked in. "Not asked" and "not safe to ask" are entries too.
 */
export const consentEntries = (answers: Answers, at: Date): readonly NewEntry[] =>
  purposeNames.flatMap((purpose) => {
    const { question } = purposeOf(purpose)
    const answer = question && answers[question]
    if (answer === undefined) return []
    return [newEntry(purpose, answer, answers.capacity ?? 'no_concern', at)]
  })
