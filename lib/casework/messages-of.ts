import type { MessageType, Queued } from '@/lib/notifications/messages'
import type { GivenFields } from './given'
import { undoSeconds } from './transition'
import { transitionOf, type ActionName } from './transitions'

interface About {
  readonly actId: string
  readonly at: Date
  /** Who acts: nobody is told of their own act. */
  readonly actorId: string
  readonly referrerId: string
  readonly queue: string
  readonly ownerId: string | null
  readonly given: GivenFields
}

/** What the referrer is told by each act that tells them; that something changed, where not said. */
const toReferrer: Readonly<Partial<Record<ActionName, MessageType>>> = {
  decline: 'referral.declined',
  ask: 'question.asked',
}

const workersOf = ({ queue, ownerId }: About) =>
  ownerId ? `account:${ownerId}` : queue === 'HOLD' ? 'role:safeguarding_lead' : `queue:${queue}`

/** Whom else an act tells. */
const toOthers: Readonly<
  Partial<Record<ActionName, (about: About) => readonly [MessageType, string][]>>
> = {
  answer: (about) => [['question.answered', workersOf(about)]],
  assign: ({ given: { owner = '' } }) => [['item.assigned', `account:${owner}`]],
  pass_on: ({ given: { handler = '' } }) => [
    ['hand_over.offered', `organisation:${handler}:first_responder_desk`],
  ],
  add_queue: ({ given: { to = '' } }) => [['item.arrived', `queue:${to}`]],
  move: ({ given: { to = '' } }) => [['item.arrived', `queue:${to}`]],
  raise: (about) => [['item.arrived', workersOf(about)]],
  ask_to_lower: ({ queue }) => [
    [
      'priority.lowering_asked',
      queue === 'POLICE' ? 'role:police_supervisor' : 'role:safeguarding_lead',
    ],
  ],
}

/**
 * Who is told of an act. What can be undone waits for the minute in which it can: then an act that is
 * undone tells nobody.
 */
export const messagesOf = (action: ActionName, about: About): readonly Queued[] => {
  const { tellsReferrer, undo } = transitionOf(action)
  const told: readonly [MessageType, string][] = [
    ...(tellsReferrer
      ? [
          [toReferrer[action] ?? 'referral.state_changed', `account:${about.referrerId}`] as [
            MessageType,
            string,
          ],
        ]
      : []),
    ...(toOthers[action]?.(about) ?? []),
  ]
  const later = new Date(about.at.getTime() + undoSeconds * 1000)
  return told
    .filter(([, recipient]) => recipient !== `account:${about.actorId}`)
    .map(([type, recipient]) => ({
      type,
      recipient,
      actId: about.actId,
      ...(undo && { sendAfter: later }),
    }))
}
