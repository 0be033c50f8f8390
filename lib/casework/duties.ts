import type { DeadlineName } from '@/lib/county/county'
import type { Action, Destination } from '@/lib/routing/queues'
import type { Decision } from '@/lib/routing/decision'

interface Duty {
  readonly label: string
  /** What the owner has to do, in a sentence. */
  readonly task: string
  /** What opens it: an action of the routing decision, a place in the NRM queue, or police in a hurry. */
  readonly opens: Action | 'nrm_referral' | 'emergency_release'
  readonly deadline: DeadlineName
  /** Whose it is: the organisation that referred, or whoever works a queue. HOLD is the lead. */
  readonly owner: 'referrer' | 'notifier' | Exclude<Destination, 'NRM' | 'BEACON'>
  readonly source: string
}

/**
 * What must be done beside the queues, side by side. Routing opens each; it stays until somebody
 * says how it was done, or why it is not needed.
 */
export const duties = {
  duty_to_notify: {
    label: 'Duty to notify',
    task: 'Notify the Home Office, without saying who the person is unless they agreed',
    opens: 'duty_to_notify',
    deadline: 'dutyToNotify',
    owner: 'notifier',
    source: 'Modern Slavery Act 2015 s.52',
  },
  childrens_social_care: {
    label: 'Children’s social care',
    task: 'Tell children’s services, and note who took it',
    opens: 'childrens_social_care',
    deadline: 'childrensSocialCare',
    owner: 'referrer',
    source: 'Children Act 1989 s.47; toolkit p13',
  },
  adult_safeguarding: {
    label: 'Adult safeguarding enquiry',
    task: 'Tell the council’s adult safeguarding team, who decide on an enquiry',
    opens: 'adult_safeguarding',
    deadline: 'adultSafeguarding',
    owner: 'referrer',
    source: 'Care Act 2014 s.42',
  },
  capacity_assessment: {
    label: 'Capacity assessment',
    task: 'Have somebody assess whether the adult can decide',
    opens: 'capacity_assessment',
    deadline: 'capacityAssessment',
    owner: 'referrer',
    source: 'Mental Capacity Act 2005 s.3',
  },
  best_interests_decision: {
    label: 'Best interests decision',
    task: 'Check or make the decision, and note who decided and why',
    opens: 'best_interests_decision',
    deadline: 'bestInterestsDecision',
    owner: 'HOLD',
    source: 'Mental Capacity Act 2005 s.4',
  },
  crime_record: {
    label: 'Crime record',
    task: 'Record the crime, and note its number',
    opens: 'nrm_referral',
    deadline: 'crimeRecord',
    owner: 'POLICE',
    source: 'Home Office Counting Rules: every NRM referral is recorded as a crime',
  },
  reception_centre: {
    label: 'Reception centre',
    task: 'Ask the police lead whether a reception centre is opened',
    opens: 'reception_centre',
    deadline: 'receptionCentre',
    owner: 'POLICE',
    source: 'Hertfordshire partnership: five people or more',
  },
  safe_accommodation: {
    label: 'Safe place to stay',
    task: 'Find somewhere safe for tonight',
    opens: 'safe_accommodation',
    deadline: 'safeAccommodation',
    owner: 'referrer',
    source: 'Toolkit p11',
  },
  obtain_consent: {
    label: 'Ask the person',
    task: 'Ask in private, with an interpreter where needed, and record what they say',
    opens: 'obtain_consent',
    deadline: 'obtainConsent',
    owner: 'referrer',
    source: 'Toolkit p6, p10',
  },
  release_review: {
    label: 'Review of a release in an emergency',
    task: 'Say whether police had to be told who the person is, or withhold it again',
    opens: 'emergency_release',
    deadline: 'releaseReview',
    owner: 'HOLD',
    source: 'Partnership choice: what one person decided, a second person reviews',
  },
} as const satisfies Readonly<Record<string, Duty>>

export type DutyKind = keyof typeof duties

export const isDuty = (text: string): text is DutyKind => Object.hasOwn(duties, text)

export const dutyKinds = Object.keys(duties).filter(isDuty)

/** How a duty is settled. */
export const settlements = {
  done: 'It was done',
  not_needed: 'It is not needed',
} as const

export type Settlement = keyof typeof settlements

/** How the Home Office was notified: section 52(3) of the Modern Slavery Act 2015. */
export const manners = {
  anonymous: 'Without saying who the person is',
  named: 'With their name: the person agreed',
  upheld: 'It was right to tell the police',
  ended: 'It was withheld again',
} as const

export type Manner = keyof typeof manners

/** Duties that are settled by a reference: of the crime, or of the notification. */
export const needsReference: readonly DutyKind[] = ['duty_to_notify', 'crime_record']

export interface DutyToOpen {
  readonly kind: DutyKind
  readonly deadline: DeadlineName
  /** The queue whose workers own it; `null` where the organisation that referred does. */
  readonly ownerQueue: 'POLICE' | 'HOLD' | null
}

export interface DutyOwners {
  /** The organisation that referred is bound by section 52. */
  readonly referrerMustNotify: boolean
  /** The organisation that referred may not see the case. */
  readonly referrerIsHidden: boolean
}

/**
 * The duties that a decision opens, each with an owner. What the police may not see, or the referrer
 * may not, is the safeguarding lead's.
 */
export const dutiesOf = (
  decision: Pick<Decision, 'actions' | 'queues'>,
  { referrerMustNotify, referrerIsHidden }: DutyOwners,
): readonly DutyToOpen[] => {
  const owners = {
    referrer: null,
    notifier: referrerMustNotify ? null : ('POLICE' as const),
    POLICE: 'POLICE' as const,
    HOLD: 'HOLD' as const,
  }
  return dutyKinds
    .filter((kind) => {
      const { opens } = duties[kind]
      if (opens === 'emergency_release') return false
      return opens === 'nrm_referral'
        ? decision.queues.includes('NRM')
        : decision.actions.includes(opens)
    })
    .map((kind) => {
      const owner = owners[duties[kind].owner]
      const isUnseen =
        owner === null
          ? referrerIsHidden
          : owner === 'POLICE' && !decision.queues.includes('POLICE')
      return { kind, deadline: duties[kind].deadline, ownerQueue: isUnseen ? 'HOLD' : owner }
    })
}
