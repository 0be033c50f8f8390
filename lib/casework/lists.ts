import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { queues, type Destination, type Queue } from '@/lib/routing/queues'

const hold = {
  title: 'On hold',
  description:
    'These wait for consent, for an assessment or for a decision. Reach the person through the referrer',
}

const isQueue = (text: string): text is Queue => Object.hasOwn(queues, text)

/** The list at an address: `police`. Nothing where there is none. */
export const listOf = (segment: string): Destination | undefined => {
  const name = segment.toUpperCase()
  const queue = name === 'HOLD' || isQueue(name) ? name : undefined
  return queue?.toLowerCase() === segment ? queue : undefined
}

/** What a list is called, and what is in it. */
export const listWords = (queue: Destination) =>
  queue === 'HOLD'
    ? hold
    : { title: `${queues[queue].name} queue`, description: queues[queue].description }

/** Whether an actor may open a list. What is on hold is the safeguarding lead's. */
export const mayOpenList = (actor: Pick<Actor, 'role'>, queue: Destination) =>
  queue === 'HOLD' ? may(actor, 'review-outcomes') : maySeeQueue(actor, queue)
