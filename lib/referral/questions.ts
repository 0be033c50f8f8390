import type { AnswersOf } from '@/lib/journey/journey'
import { account } from './questions/account'
import { agreed } from './questions/agreed'
import { danger } from './questions/danger'
import { person } from './questions/person'
import { place } from './questions/place'
import { risk } from './questions/risk'
import { who } from './questions/who'
import { worries } from './questions/worries'
import { you } from './questions/you'

/** Every question that must be answered before a referral is sent. */
export const questions = {
  ...danger,
  ...who,
  ...place,
  ...worries,
  ...account,
  ...person,
  ...agreed,
  ...risk,
  ...you,
}

export type Answers = AnswersOf<typeof questions>
export type QuestionId = keyof typeof questions
