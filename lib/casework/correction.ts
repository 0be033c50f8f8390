import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { project } from '@/lib/disclosure/project'
import type { Raw, Sensitivity } from '@/lib/journey/question'

/** What a correction keeps, sealed: the answer as it was typed before and after, and why. */
export interface CorrectionWords {
  readonly old: Raw
  readonly new: Raw
  readonly why: string
}

export interface CorrectionRead extends CorrectionWords {
  readonly question: string
  readonly at: Date
}

/**
 * The corrections that an audience may see: those of answers that it may see. Why is in somebody's own
 * words, so it is for those who may read the account; to others it is empty.
 */
export const seenCorrections = (
  audience: Audience,
  corrections: readonly CorrectionRead[],
): readonly CorrectionRead[] => {
  const sees: readonly Sensitivity[] = fieldSets[audience].sees
  return corrections
    .filter(({ question }) => question in project(audience, { [question]: '' }))
    .map((one) => (sees.includes('account') ? one : { ...one, why: '' }))
}
