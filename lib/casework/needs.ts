import type { Priority } from '@/lib/routing/queues'

/** What is true of an item and its case when somebody wants to act. */
export interface Situation {
  readonly priority: Priority
  /** The actor is who sent the referral. */
  readonly isAuthor: boolean
  /** A desk of another organisation could take it. */
  readonly hasOtherDesk: boolean
  readonly isSubmitted: boolean
  /** An adult who can decide: the desk confirms what they agreed to before it submits. */
  readonly needsConsent: boolean
  readonly agreesToNrm: boolean
  readonly isConsentConfirmed: boolean
  /** The work of this queue stands on an agreement that is not there, or not any more. */
  readonly isStopped: boolean
  /** Somebody asks for a lower priority; `byMe` where it is the actor. */
  readonly lowering: { readonly to: Priority; readonly byMe: boolean } | null
  /** Duties of this queue that are neither done nor found not to be needed. */
  readonly openDuties: number
  readonly hasFinalDecision: boolean
  /** Queues that what the person agreed to allows, and that the case is not in. */
  readonly otherQueues: number
}

interface Need {
  readonly holds: (situation: Situation) => boolean
  /** Shown where it does not hold. */
  readonly whyNot: string
}

/** What must be true before an act, and what to say where it is not. */
export const needs = {
  isAuthor: {
    holds: ({ isAuthor }) => isAuthor,
    whyNot: 'Only whoever sent the referral can answer',
  },
  canBeRaised: {
    holds: ({ priority }) => priority !== 'P1',
    whyNot: 'It is marked immediate already',
  },
  canBeLowered: {
    holds: ({ priority, lowering }) => priority !== 'P3' && !lowering,
    whyNot: 'It is as low as it can be, or a second person is being asked already',
  },
  loweringIsAsked: {
    holds: ({ lowering }) => lowering !== null,
    whyNot: 'Nobody asks for a lower priority',
  },
  isSecondPerson: {
    holds: ({ lowering }) => lowering?.byMe !== true,
    whyNot: 'A second person has to agree, and you are the first',
  },
  notSubmitted: {
    holds: ({ isSubmitted }) => !isSubmitted,
    whyNot: 'It was sent to the Home Office already',
  },
  hasOtherDesk: {
    holds: ({ hasOtherDesk }) => hasOtherDesk,
    whyNot: 'No other First Responder Organisation can take it. Tell the safeguarding lead',
  },
  consentIsNeeded: {
    holds: ({ needsConsent, isConsentConfirmed }) => needsConsent && !isConsentConfirmed,
    whyNot: 'There is no consent to confirm',
  },
  agreesToNrm: {
    holds: ({ agreesToNrm }) => agreesToNrm,
    whyNot: 'The adult has not agreed to a referral to the Home Office',
  },
  consentIsSettled: {
    holds: ({ needsConsent, isConsentConfirmed }) => !needsConsent || isConsentConfirmed,
    whyNot: 'Confirm with the person first that they agree',
  },
  goesOn: {
    holds: ({ isStopped }) => !isStopped,
    whyNot: 'The person does not agree to it, or has changed their mind',
  },
  dutiesAreSettled: {
    holds: ({ openDuties }) => openDuties === 0,
    whyNot: 'A duty of this queue is still open. Settle it first',
  },
  decisionIsFinal: {
    holds: ({ isSubmitted, hasFinalDecision }) => !isSubmitted || hasFinalDecision,
    whyNot: 'The Home Office has not decided finally. Record its decision first',
  },
  hasOtherQueue: {
    holds: ({ otherQueues }) => otherQueues > 0,
    whyNot: 'It is in every queue that what the person agreed to allows',
  },
} as const satisfies Readonly<Record<string, Need>>

export type NeedName = keyof typeof needs
