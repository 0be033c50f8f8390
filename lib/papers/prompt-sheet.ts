import { referralJourney } from '@/lib/referral/steps'
import type { Paper } from './paper'

const { questions } = referralJourney

/** What is asked of each step, in few words, on one line. */
const rows = referralJourney.steps
  .filter(({ id }) => id !== 'you')
  .map(({ title, questions: placed }) => {
    const asks = placed
      .map((one) => questions[typeof one === 'string' ? one : one.question].ask)
      .filter((ask) => ask !== title)
    return [title, asks.length > 0 ? asks.join(' · ') : 'Ask or look for this first.']
  })

/**
 * One page to have at hand at a door, made from the questions of a referral: it is about nobody.
 * Source: first responder toolkit 2026, pages 4 to 6, on how to talk with somebody.
 * @param madeFor who made it and when
 */
export const promptSheet = (madeFor: string): Paper => ({
  title: 'What to ask at the door',
  marking: 'OFFICIAL',
  madeFor,
  introduction: [
    'If anyone is in danger now, call 999. Talk alone with the person, with an interpreter who is not a friend, a relative or whoever came with them.',
    'You do not need every answer. Do not ask what could put them at risk. Do not write names on this sheet.',
  ],
  sections: [
    {
      heading: 'What helps',
      blocks: [{ kind: 'table', columns: ['About', 'Ask or look for'], rows }],
    },
  ],
})
