import type { RawAnswers } from '@/lib/journey/question'
import type { SummaryRow } from '@/lib/journey/journey'
import { detailJourneyFor } from './detail-steps'
import { questionOf } from './question-of'
import { referralJourney } from './steps'

const sections = [...referralJourney.steps, ...detailJourneyFor({}).steps].map(
  ({ id, title, reads, questions }) => ({
    id,
    title: reads ?? title,
    questions: questions.map((placed) => (typeof placed === 'string' ? placed : placed.question)),
  }),
)

/**
 * Answers in words, in the order in which they were asked, whichever of them are given: a projection
 * leaves out some, so no condition is walked again.
 */
export const shownAnswers = (typed: RawAnswers) =>
  sections
    .map(({ id, title, questions }) => ({
      id,
      title,
      rows: questions.flatMap((name): SummaryRow[] => {
        const question = questionOf(name)
        const raw = typed[name]
        if (!question || raw === undefined || raw.length === 0) return []
        const candidate = question.value(raw)
        const read = candidate === undefined ? undefined : question.schema.safeParse(candidate)
        if (!read) return []
        const shown = read.success ? question.show(read.data) : [raw].flat().join(' ')
        return [{ question: name, ask: question.reads ?? question.ask, shown }]
      }),
    }))
    .filter(({ rows }) => rows.length > 0)
