import { standings, type Standing } from '@/lib/consent/ledger'
import { purposes } from '@/lib/consent/purposes'
import type { RawAnswers } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { shownAnswers } from '@/lib/referral/shown-answers'
import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import type { Holding } from './holdings'
import type { PaperSection } from './paper'

/** The answers of a holding that may stand on a paper, as they were typed. */
export const heldAnswers = (held: readonly Holding[], typed: RawAnswers): RawAnswers => {
  const allowed: ReadonlySet<string> = new Set(held.flatMap(({ questions }) => questions))
  return Object.fromEntries(Object.entries(typed).filter(([id]) => allowed.has(id)))
}

/**
 * What is left where an adult refused and did not agree to be named: only what was chosen from a list.
 * No text that somebody typed, because it may say who they are. Source: Modern Slavery Act 2015 s.52(3).
 */
export const withoutWhoTheyAre = (typed: RawAnswers): RawAnswers =>
  Object.fromEntries(
    Object.entries(typed).filter(([id]) => {
      const question = questionOf(id)
      if (!question || question.sensitivity === 'identity' || question.sensitivity === 'contact')
        return question?.about === 'referrer'
      return question.options !== undefined || question.about === 'referrer'
    }),
  )

/** An adult who refused to be referred and did not agree that the police know who they are. */
export const staysUnnamed = (facts: ReferralFacts) =>
  when.refusesNrm(facts) && !when.bestInterestsToRefer(facts) && !when.agreesToPoliceIdentity(facts)

/** The parts of a paper: each heading with its answers in words, and nothing where none was given. */
export const answerSections = (
  held: readonly Holding[],
  typed: RawAnswers,
): readonly PaperSection[] => {
  const rows = new Map(
    shownAnswers(typed)
      .flatMap((section) => section.rows)
      .map((row) => [row.question, row]),
  )
  return held.map(({ heading, questions }) => {
    const answers = questions.flatMap((id) => {
      const row = rows.get(id)
      return row?.shown ? [{ label: row.ask, value: row.shown }] : []
    })
    return {
      heading,
      blocks:
        answers.length > 0
          ? [{ kind: 'answers', answers }]
          : [{ kind: 'text', text: 'Nothing is known of this, or it may not be on this paper.' }],
    }
  })
}

/** What was asked and answered, part by part, in the order in which it was asked. */
export const allSections = (typed: RawAnswers): readonly PaperSection[] =>
  shownAnswers(typed).map(({ title, rows }) => ({
    heading: title,
    blocks: [
      {
        kind: 'answers',
        answers: rows.map(({ ask, shown = '' }) => ({ label: ask, value: shown })),
      },
    ],
  }))

const standingOf: Readonly<Record<string, Standing>> = {
  given: 'allowed',
  refused: 'refused',
  withdrawn: 'withdrawn',
}

/** What an adult agrees to, as it stands now: it may differ from what was sent. */
export const agreedSection = (facts: ReferralFacts): PaperSection => ({
  heading: 'What they agree to',
  blocks: when.mayBeChild(facts)
    ? [{ kind: 'text', text: 'They are, or may be, a child. A child does not have to agree.' }]
    : [
        {
          kind: 'answers',
          answers: (['nrm', 'support', 'police_identity'] as const).map((purpose) => ({
            label: purposes[purpose].label,
            value: standings[standingOf[facts[purposes[purpose].question]] ?? 'never_asked'],
          })),
        },
      ],
})
