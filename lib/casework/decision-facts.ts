import { shownAnswers } from '@/lib/referral/shown-answers'
import type { Case } from './case'
import { consentsNow } from './consents-in-words'

/** Answers in words, of those that the reader may see. */
const answersIn = (typed: Case['typed'], names: readonly string[]) => {
  const rows = shownAnswers(typed).flatMap((section) => section.rows)
  return names.flatMap((name) => rows.find(({ question }) => question === name)?.shown ?? [])
}

/**
 * The six facts on which a referral is decided, of those that the reader may see, each as lines of
 * text. What they may not see is left out.
 */
export const decisionFacts = ({ typed, consents, facts }: Case, at: Date) => {
  const agreed =
    facts.ageGroup === 'adult'
      ? consentsNow(consents, at).map(({ purpose, answer }) => `${purpose}: ${answer}`)
      : ['Under 18, or may be: they do not have to agree']
  const contact = answersIn(typed, ['contactChannels'])
  const all = {
    'In danger now': answersIn(typed, ['immediateDanger']),
    'Age group': answersIn(typed, ['who']),
    What: answersIn(typed, ['worries']),
    Where: answersIn(typed, ['areaNow', 'placeNow']),
    'How many': answersIn(typed, ['howMany']),
    'Consent and safe contact': [...agreed, ...contact.map((ways) => `Safe contact: ${ways}`)],
  }
  return Object.entries(all).filter(([, lines]) => lines.length > 0)
}
