import { addDays } from 'date-fns'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import type { ConsentAnswer } from './asking'
import { purposeOf, type Purpose } from './purposes'

/**
 * In how many days whoever had something by an agreement says what became of it. Sources: UK GDPR
 * art. 7(3), art. 17(1)(b) and art. 19, "without undue delay"; the days are a choice of the partnership.
 */
export const recallDays = 7

/** When a recall that is made now must be answered. */
export const recallDue = (at: Date) => addDays(at, recallDays)

const asFact = {
  given: 'given',
  refused: 'refused',
  withdrawn: 'withdrawn',
  not_asked: 'not_sought',
  not_safe: 'not_sought',
} as const

const withoutWithdrawn = (answer: ConsentAnswer) => {
  const fact = asFact[answer]
  return fact === 'withdrawn' ? 'refused' : fact
}

/** What routing knows once the person has answered for one purpose. Contact and sharing route nothing. */
export const factsAfter = (
  facts: ReferralFacts,
  { purpose, answer }: { readonly purpose: Purpose; readonly answer: ConsentAnswer },
): ReferralFacts => {
  if (purpose === 'nrm') return { ...facts, consentNrm: asFact[answer] }
  if (purpose === 'support') return { ...facts, consentSupport: withoutWithdrawn(answer) }
  if (purpose === 'police_identity')
    return { ...facts, consentPoliceIdentity: withoutWithdrawn(answer) }
  return facts
}

/** How far a queue is with a case. */
export interface Progress {
  readonly queue: string
  readonly isAccepted: boolean
  /** The Home Office has it. */
  readonly isSubmitted: boolean
}

/**
 * The queues that a case leaves when the person takes back what they agreed to: where nobody has begun.
 * Work that has begun stops, and stays where it is until somebody decides. Nothing was sent before the
 * Home Office has it, whoever accepted it.
 */
export const leftQueues = (
  entries: readonly { readonly purpose: Purpose; readonly answer: ConsentAnswer }[],
  progress: readonly Progress[],
): readonly Queue[] =>
  entries
    .filter(({ answer }) => answer !== 'given')
    .flatMap(({ purpose }) => purposeOf(purpose).queue ?? [])
    .filter((queue) => {
      const item = progress.find((one) => one.queue === queue)
      return item && !(queue === 'NRM' ? item.isSubmitted : item.isAccepted)
    })
