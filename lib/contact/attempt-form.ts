import type { Catalogue } from '@/lib/journey/journey'
import { longText, oneOf } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { outcomes, overrides } from './attempts'
import { channels, type Channel } from './channels'

const why: Catalogue = {
  override: oneOf({
    ask: 'Why do you use it although it is not safe now?',
    hint: 'The safeguarding lead is told at once',
    options: overrides,
    missing: 'Select why you use it although it is not safe now',
    sensitivity: 'fact',
  }),
  overrideWords: longText({
    ask: 'Say more about why',
    called: 'What you say about why',
    limit: 2_000,
    missing: 'Enter why in your own words',
    sensitivity: 'contact',
  }),
}

/** The form of a decision to use a channel that is blocked now. */
export const overrideForm = (channel: Channel) =>
  oneStep(`Use this although it is not safe now: ${channels[channel].label.toLowerCase()}`, why)

/** The form of one attempt: what came of it, and why, where the channel was blocked. */
export const attemptForm = (channel: Channel, isBlocked: boolean) => {
  const possible = Object.entries(outcomes).filter(([, { by }]) =>
    (by as readonly Channel[]).includes(channel),
  )
  const questions: Catalogue = {
    outcome: oneOf({
      ask: 'What happened?',
      options: Object.fromEntries(possible),
      missing: 'Select what happened',
      sensitivity: 'fact',
    }),
    ...(isBlocked && why),
    words: longText({
      ask: 'Anything to add',
      hint: 'Only those who may see how to contact the person read this',
      called: 'What you add',
      limit: 2_000,
      sensitivity: 'contact',
    }),
  }
  return oneStep(`Contact them: ${channels[channel].label.toLowerCase()}`, questions)
}
