import type { Decision } from '@/lib/routing/decision'

/**
 * Everything that people are told outside the pages. Each text says that there is something to look
 * at and nothing more: no reference, name, place or organisation of a person.
 */
export const messages = {
  'item.arrived': 'There is a new referral in your queue.',
  'referral.on_hold': 'A referral is on hold and waits for you.',
  'identity.overridden':
    'Somebody’s identity was shared with police without their agreement. Review it.',
} as const

export type MessageType = keyof typeof messages

/** Who is told what when a referral is sent: each queue that it is in, and the lead where they must act. */
export const messagesFor = (
  decision: Decision,
  overridden: boolean,
): readonly { readonly type: MessageType; readonly recipient: string }[] => [
  ...decision.queues.map((queue) => ({
    type: 'item.arrived' as const,
    recipient: `queue:${queue}`,
  })),
  ...(decision.primary === 'HOLD'
    ? [{ type: 'referral.on_hold' as const, recipient: 'role:safeguarding_lead' }]
    : []),
  ...(overridden
    ? [{ type: 'identity.overridden' as const, recipient: 'role:safeguarding_lead' }]
    : []),
]
