import { roles, type Role } from '@/lib/access/roles'
import { isFor } from '@/lib/casework/offers'
import { states, type State } from '@/lib/casework/states'
import { actionNames, transitionOf, type ActionName } from '@/lib/casework/transitions'
import { queues, type Destination } from '@/lib/routing/queues'

export const roleNames = Object.keys(roles) as Role[]
export const stateNames = Object.keys(states) as State[]
export const destinations = [...Object.keys(queues), 'HOLD'] as Destination[]

export type Answer = 'allowed' | 'not in this state' | 'not for this role'

/** What the table answers to one of role × queue × state × action. */
export const answerTo = (
  role: Role,
  queue: Destination,
  state: State,
  action: ActionName,
): Answer => {
  if (!isFor(action, { role, queue })) return 'not for this role'
  return transitionOf(action).from.includes(state) ? 'allowed' : 'not in this state'
}

const marks: Readonly<Record<Answer, string>> = {
  allowed: 'yes',
  'not in this state': '-',
  'not for this role': '',
}

const columns = (cells: readonly string[]) =>
  cells
    .map((cell, index) => cell.padEnd(index ? 10 : 17))
    .join('')
    .trimEnd()

/** What a role may do in a queue: a line for each act that is for it. */
const linesOf = (role: Role, queue: Destination) =>
  actionNames.flatMap((action) => {
    const answers = stateNames.map((state) => answerTo(role, queue, state, action))
    return answers.includes('not for this role')
      ? []
      : [columns([action, ...answers.map((answer) => marks[answer])])]
  })

/** The whole product in as few lines as say it all: whoever may do the same is named together. */
export const transitionsTable = () => {
  const blocks = new Map<string, string[]>()
  for (const role of roleNames)
    for (const queue of destinations) {
      const lines = linesOf(role, queue).join('\n')
      blocks.set(lines, [...(blocks.get(lines) ?? []), `${role} in ${queue}`])
    }
  return [
    'What each role may do to an item, by its queue and state.',
    'yes: allowed, where what must be true is.  -: not in this state.  No line: not for this role.',
    '',
    ...[...blocks].map(([lines, whom]) =>
      lines
        ? `${whom.join('\n')}\n\n${columns(['', ...stateNames])}\n${lines}\n`
        : `Nothing is for these\n\n${whom.join('\n')}\n`,
    ),
  ].join('\n')
}
