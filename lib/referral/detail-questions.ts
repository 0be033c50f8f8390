import type { AnswersOf } from '@/lib/journey/journey'
import { background } from './questions/details/background'
import { council } from './questions/details/council'
import { exploiters } from './questions/details/exploiters'
import { knowledge } from './questions/details/knowledge'
import { leaving } from './questions/details/leaving'
import { others } from './questions/details/others'
import { personDetails } from './questions/details/person'
import { places } from './questions/details/places'
import { refusal } from './questions/details/refusal'
import { reporting } from './questions/details/reporting'
import { signs } from './questions/details/signs'
import { start } from './questions/details/start'
import { support } from './questions/details/support'
import { treatment } from './questions/details/treatment'

/** Every question that may be answered after a referral is sent, towards the Home Office form. */
export const detailQuestions = {
  ...personDetails,
  ...background,
  ...start,
  ...treatment,
  ...leaving,
  ...reporting,
  ...places,
  ...exploiters,
  ...signs,
  ...knowledge,
  ...others,
  ...support,
  ...council,
  ...refusal,
}

export type DetailAnswers = AnswersOf<typeof detailQuestions>
