import { decide } from '@/lib/routing/decision'
import {
  isExplained,
  isSameList,
  isSameToTheReason,
  type SafetyPromise,
} from '@/lib/routing/promise'
import { actions, queues } from '@/lib/routing/queues'

const actionOrder: readonly string[] = Object.keys(actions)

/** What holds of every decision, whoever it is about: it is one, it is whole, and it is explained. */
export const soundness: readonly SafetyPromise[] = [
  {
    id: 'same_facts',
    says: 'the same facts give the same decision',
    mayBeBroken: false,
    holds: (f, d, policy) => isSameToTheReason(decide({ ...f }, policy), d),
  },
  {
    id: 'one_place_each',
    says: 'a case is held, or worked first by a queue it is in; each queue has one item',
    mayBeBroken: false,
    holds: (_, d) =>
      (d.primary === 'HOLD' || d.queues[0] === d.primary) &&
      isSameList(
        d.items.map(({ queue }) => queue),
        d.queues,
      ) &&
      d.items.every(({ queue, kind }) => kind === queues[queue].sends) &&
      new Set(d.queues).size === d.queues.length,
  },
  {
    id: 'explained',
    says: 'every choice is explained by a rule that fired',
    mayBeBroken: false,
    holds: (_, d, policy) =>
      isExplained(d, policy, ({ primary, never: barred }) =>
        Boolean(primary === d.primary || barred),
      ) &&
      isExplained(d, policy, ({ priority }) => priority === d.priority) &&
      isExplained(d, policy, ({ identityToPolice }) => identityToPolice === d.identityToPolice) &&
      d.queues.every((queue) => isExplained(d, policy, ({ send }) => send?.includes(queue))) &&
      d.actions.every((action) => isExplained(d, policy, (one) => one.actions?.includes(action))),
  },
  {
    id: 'action_order',
    says: 'actions come most urgent first, each once',
    mayBeBroken: false,
    holds: (_, { actions: taken }) =>
      taken.every(
        (action, index) =>
          index === 0 || actionOrder.indexOf(taken[index - 1] ?? '') < actionOrder.indexOf(action),
      ),
  },
]
