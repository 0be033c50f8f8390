import type { Raw, RawAnswers } from '@/lib/journey/question'
import type { AgeWhenExploited } from '@/lib/routing/facts'
import { allQuestions } from './all-questions'
import { countryCodeOf } from './nationalities'

const notKnown = 'unknown'

const gendersNamed: readonly string[] = Object.keys(allQuestions.gender.options)

/** What people write where they do not know. */
const nothing = /^[^\p{L}]*((not|un) ?known|(i )?do ?n[o’']t know|none?|n\/a)?[^\p{L}]*$/iu

const isSaid = (typed: Raw | undefined): typed is string =>
  typeof typed === 'string' && !nothing.test(typed)

/** What the figures count of the details of a referral: codes alone, and never what was typed. */
export interface CountedDetails {
  readonly gender: string
  readonly ageWhenExploited: AgeWhenExploited
  /** ISO 3166; "other" where it is none of those that are met most often. */
  readonly nationality: string
}

/** The codes of what was added to a referral, right or wrong. Of two nationalities the first. */
export const countedDetailsOf = ({
  gender,
  nationality,
  underAgeThen,
}: RawAnswers): CountedDetails => ({
  gender: typeof gender === 'string' && gendersNamed.includes(gender) ? gender : notKnown,
  ageWhenExploited: underAgeThen === 'yes' ? 'child' : underAgeThen === 'no' ? 'adult' : notKnown,
  nationality: isSaid(nationality) ? (countryCodeOf(nationality) ?? 'other') : notKnown,
})
