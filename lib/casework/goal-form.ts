import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { goalResults } from './outcomes'

/** The form of a goal that the person sets. */
export const goalForm = oneStep('Add a goal', {
  words: longText({
    ask: 'What does the person want?',
    hint: 'In their own words. Only Beacon reads it',
    called: 'The goal',
    limit: 1_000,
    missing: 'Enter what the person wants',
    sensitivity: 'need',
  }),
})

/** The form that says what became of a goal. */
export const goalResultForm = oneStep('Was the goal met?', {
  met: oneOf({
    ask: 'Was the goal met?',
    hint: 'As the person sees it',
    options: goalResults,
    missing: 'Select whether the goal was met',
    sensitivity: 'fact',
  }),
})
