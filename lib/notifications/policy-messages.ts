import type { MessageKind } from './messages'

const judges = ['police_supervisor', 'safeguarding_lead'] as const

/** What people are told of changes to the policy of routing. */
export const policyMessages = {
  'policy.proposed': {
    called: 'Somebody proposes another policy of routing',
    says: 'Somebody proposes another policy of routing. A second person has to agree.',
    counted: ['policy to agree to', 'policies to agree to'],
    concerns: judges,
  },
  'policy.answered': {
    called: 'A second person answers about a policy of routing that you proposed',
    says: 'A second person answered about a policy of routing that you proposed.',
    counted: ['answer about a policy', 'answers about a policy'],
    concerns: judges,
  },
} as const satisfies Readonly<Record<string, MessageKind>>
