import { actions, priorities, queues, type Queue } from '@/lib/routing/queues'
import type { Effect } from '@/lib/routing/rule'

const queueName = (queue: Queue) => `the ${queues[queue].name} queue`

/** What each answer about the person's name means, as a rule of the policy says it. */
export const identityWords = {
  shared: 'The police may know who the person is',
  withheld: 'The police may not know who the person is',
} as const

/**
 * What a rule asks for, in sentences: one for each thing, in the order in which people read it.
 * In: the effect of one rule. Out: at least one sentence for a rule that asks for anything.
 */
export const sayEffect = (effect: Effect): readonly string[] => {
  const { primary, send = [], never, priority, identityToPolice } = effect
  const others = send.filter((queue) => queue !== primary)
  const isSent = primary !== undefined && primary !== 'HOLD' && send.includes(primary)
  return [
    ...(primary === 'HOLD' ? ['It waits, with a named owner and a deadline'] : []),
    ...(isSent ? [`It goes to ${queueName(primary)}, which works it first`] : []),
    ...(primary && primary !== 'HOLD' && !isSent
      ? [`Where it goes to ${queueName(primary)}, that queue works it first`]
      : []),
    ...others.map((queue) => `It goes to ${queueName(queue)}${isSent ? ' too' : ''}`),
    ...(never ? [`It never goes to ${queueName(never)}, whatever else asks for it`] : []),
    ...(priority ? [`${priorities[priority].label}: ${priorities[priority].meaning}`] : []),
    ...(identityToPolice ? [identityWords[identityToPolice]] : []),
    ...(effect.actions ?? []).map((action) => actions[action]),
  ]
}
