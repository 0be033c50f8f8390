import { oneOf } from '@/lib/journey/kinds'
import type { Wording } from '@/lib/journey/question'

/** A question that may always be left at "I do not know". Unknown is never no. */
export const yesNoUnknown = (spec: Wording) =>
  oneOf({ ...spec, options: { yes: 'Yes', no: 'No', unknown: 'I do not know' }, inline: true })

/** A question whose answer is only ever yes or no. */
export const yesNo = (spec: Wording) =>
  oneOf({ ...spec, options: { yes: 'Yes', no: 'No' }, inline: true })
