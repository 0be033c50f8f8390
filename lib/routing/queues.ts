/** The three queues, in the order they are always shown. `sends` is the kind of item put in each. */
export const queues = {
  NRM: {
    name: 'National Referral Mechanism',
    description:
      'Referrals that a First Responder Organisation checks and sends to the Home Office',
    workedBy: ['first_responder_desk'],
    sends: 'nrm_referral',
  },
  BEACON: {
    name: 'Beacon',
    description: 'People who have agreed to support from Beacon, the victim care centre',
    workedBy: ['beacon_worker'],
    sends: 'support',
  },
  POLICE: {
    name: 'Police',
    description:
      'What the police modern slavery unit needs to know, without a name unless it may have it',
    workedBy: ['police_triage_officer', 'police_supervisor'],
    sends: 'police_referral',
  },
} as const satisfies Record<
  string,
  { name: string; description: string; workedBy: readonly string[]; sends: string }
>

export type Queue = keyof typeof queues

/** Where a referral is worked first. HOLD: no queue yet, but a named owner and a deadline. */
export type Destination = Queue | 'HOLD'

/** How soon a person must look. There is nothing lower than P3. */
export const priorities = {
  P1: { label: 'Immediate', meaning: 'Someone acts now' },
  P2: { label: 'Same day', meaning: 'Someone looks within four working hours' },
  P3: { label: 'Next working day', meaning: 'Someone acts by the end of the next working day' },
} as const

export type Priority = keyof typeof priorities

/** What must happen beside the queues: a closed list, most urgent first, as decisions list them. */
export const actions = {
  call_999: 'Call 999 now',
  safe_contact_only: 'Contact the person only in the safe way recorded',
  supervisor_restricted: 'Only a supervisor may open this case',
  childrens_social_care: "Tell children's services",
  adult_safeguarding: "Tell the council's adult safeguarding team",
  safe_accommodation: 'Find somewhere safe to stay tonight',
  capacity_assessment: 'Arrange a mental capacity assessment',
  best_interests_decision: 'Make or check the recorded best interests decision',
  obtain_consent: 'Ask the person, in private and with an interpreter if they need one',
  first_responder_sign_off: 'Have a First Responder Organisation check and submit it',
  duty_to_notify: 'Make the duty to notify report to the Home Office, without a name unless agreed',
  reception_centre: 'Ask the police lead about a reception centre',
  link_cases: 'Link the cases, with one referral for each person',
  section_45_flag: 'Flag that the section 45 defence may apply',
} as const

export type Action = keyof typeof actions

/** Whether an item carries who the person is. */
export const identities = ['shared', 'withheld'] as const

export type Identity = (typeof identities)[number]
