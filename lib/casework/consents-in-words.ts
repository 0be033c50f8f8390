import { answersInWords } from '@/lib/consent/asking'
import { newestOf, standings, stands } from '@/lib/consent/ledger'
import { isPurpose, purposeInWords, purposeNames } from '@/lib/consent/purposes'
import type { Case } from './case'

const inWords = (answer: string): string =>
  Object.hasOwn(answersInWords, answer)
    ? answersInWords[answer as keyof typeof answersInWords]
    : answer

/** The ledger of what a person agreed to, in words: each entry, the oldest first. */
export const consentsInWords = (consents: Case['consents']) =>
  consents.flatMap(({ purpose, answer, organisation, recordedAt }) =>
    isPurpose(purpose)
      ? [{ purpose: purposeInWords(purpose, organisation), answer: inWords(answer), recordedAt }]
      : [],
  )

/** What stands now for each purpose, and for each organisation that was named. */
export const consentsNow = (consents: Case['consents'], at: Date) => {
  const named = new Map(consents.map((one) => [one.organisationId, one.organisation]))
  return purposeNames.flatMap((purpose) =>
    [...named].flatMap(([organisationId, organisation]) => {
      const newest = newestOf(consents, purpose, organisationId)
      if (!newest) return []
      const standing = stands(consents, purpose, at, organisationId)
      return [
        {
          purpose: purposeInWords(purpose, organisation),
          answer: standing === 'never_asked' ? inWords(newest.answer) : standings[standing],
          standing,
          recordedAt: newest.recordedAt,
          expiresAt: standing === 'allowed' ? newest.expiresAt : null,
        },
      ]
    }),
  )
}
