import type { Option, ValueOf } from '@/lib/journey/question'
import { agreed } from '@/lib/referral/questions/agreed'
import type { Purpose } from './purposes'

export type ConsentAnswer = ValueOf<typeof agreed.consentNrm>

/** What a person may answer: as the referral asks it. */
export const consentAnswers: Readonly<Record<ConsentAnswer, Option>> = agreed.consentNrm.options

/** What stands in the ledger, in few words. */
export const answersInWords: Readonly<Record<ConsentAnswer, string>> = {
  given: 'They agree',
  refused: 'They do not agree',
  not_asked: 'They were not asked',
  not_safe: 'It was not safe to ask, or they could not decide',
  withdrawn: 'They changed their mind',
}

/** Whether they could decide when they were asked. Source: Mental Capacity Act 2005 ss.1 to 3. */
export const consentCapacities = {
  no_concern: 'Yes, there is no reason to doubt it',
  doubted: 'It is in doubt',
  lacks: 'No',
} as const

/** Who interpreted. Never a companion: first responder toolkit p6, p10. */
export const interpreters = {
  none: 'Nobody: no interpreter was needed',
  professional: 'A professional interpreter who was there',
  remote: 'A professional interpreter by phone or video',
  worker: 'A worker who speaks their language well',
} as const

/** Where they were asked: the kind of place, never an address. */
export const settings = {
  phone: 'By phone or video',
  home: 'Where they live',
  workplace: 'Where they work',
  hospital: 'A hospital or surgery',
  police_station: 'A police station',
  office: 'An office or a centre',
  street: 'On the street',
  reception_centre: 'A reception centre',
  other: 'Somewhere else',
} as const

/** The answer to a referral's own question that says the same as an entry. */
export const asAnswered = (purpose: Purpose, answer: ConsentAnswer): ConsentAnswer =>
  answer === 'withdrawn' && purpose !== 'nrm' ? 'refused' : answer
