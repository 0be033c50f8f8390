import type { RawAnswers } from '@/lib/journey/question'

/** The questions of which somebody saw an answer, by id: what a record of disclosure may hold. */
export const seenFields = (typed: RawAnswers): readonly string[] =>
  Object.entries(typed)
    .filter(([, raw]) => [raw].flat().some((part) => part.trim() !== ''))
    .map(([id]) => id)
    .sort()
