import { phraseOf, phrases, whoHasIt } from './phrase'
import type { Outcomes } from './outcomes'

/** Where a referral is, in words that are safe to show to whoever sent it. */
export const standing = ({
  items,
  outcomes = {},
}: {
  readonly items: readonly {
    readonly queue: string
    readonly state: string
    readonly handler?: string | null
  }[]
  readonly outcomes?: Outcomes
}) => {
  const where = whoHasIt(items, outcomes)
  const phrase = phrases[phraseOf({ queues: items, outcomes })]
  return where.length > 0 ? `${phrase}. With: ${where.join(', ')}` : phrase
}
