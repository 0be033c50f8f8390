import { longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { askers, closings, identityChecks, requestKinds } from './data-request'

const words = longText({
  ask: 'Anything more to say',
  hint: 'It is not handed out',
  called: 'What more there is to say',
  limit: 2_000,
  sensitivity: 'fact',
})

/** The form that opens a request of a person for their own data. */
export const requestForm = oneStep('A person asks for their data', {
  reference: text({
    ask: 'Reference of the case',
    called: 'The reference',
    missing: 'Enter the reference of the case',
    limit: 30,
    sensitivity: 'fact',
  }),
  kind: oneOf({
    ask: 'What do they ask for?',
    options: requestKinds,
    missing: 'Select what they ask for',
    sensitivity: 'fact',
  }),
  askedBy: oneOf({
    ask: 'Who asks?',
    options: askers,
    missing: 'Select who asks',
    sensitivity: 'fact',
  }),
  identityChecked: oneOf({
    ask: 'How did you check who they are?',
    hint: 'An exploiter may ask in their name. A second person must agree that it was checked',
    options: identityChecks,
    missing: 'Select how you checked who they are',
    sensitivity: 'fact',
  }),
  words,
})

/** How a request ended. */
export const closeForm = oneStep('Close the request', {
  closedAs: oneOf({
    ask: 'How did it end?',
    options: closings,
    missing: 'Select how it ended',
    sensitivity: 'fact',
  }),
})
