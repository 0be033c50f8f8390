import type { Role } from '@/lib/access/roles'

interface Value {
  readonly label: string
  /** Which values may come before it; any or none, where it is not said. `none`: it is the first. */
  readonly after?: readonly string[]
  /** Nothing on this track follows but a reconsideration. */
  readonly isFinal?: boolean
}

interface Track {
  readonly label: string
  readonly recordedBy: readonly Role[]
  /** Who decides, as a choice. */
  readonly decidedBy: readonly string[]
  readonly values: Readonly<Record<string, Value>>
}

const police = ['police_triage_officer', 'police_supervisor'] as const

/**
 * What becomes of a referral, on each track. Sources: first responder toolkit p3, p12; Nationality
 * and Borders Act 2022 s.63; Home Office outcome groups; Modern Slavery Act 2015 ss.15, 23.
 */
export const tracks = {
  nrm: {
    label: 'National Referral Mechanism',
    recordedBy: ['first_responder_desk'],
    decidedBy: ['Single Competent Authority', 'Immigration Enforcement Competent Authority'],
    values: {
      submitted: { label: 'Sent to the Home Office', after: ['none'] },
      rg_positive: {
        label: 'Positive reasonable grounds decision',
        after: ['submitted', 'reconsideration_accepted'],
      },
      rg_negative: {
        label: 'Negative reasonable grounds decision',
        after: ['submitted', 'reconsideration_accepted'],
        isFinal: true,
      },
      cg_positive: {
        label: 'Positive conclusive grounds decision',
        after: ['rg_positive', 'suspended', 'reconsideration_accepted'],
        isFinal: true,
      },
      cg_negative: {
        label: 'Negative conclusive grounds decision',
        after: ['rg_positive', 'suspended', 'reconsideration_accepted'],
        isFinal: true,
      },
      suspended: { label: 'Suspended', after: ['submitted', 'rg_positive'] },
      withdrawn: {
        label: 'Withdrawn by the person',
        after: ['submitted', 'rg_positive', 'suspended'],
        isFinal: true,
      },
      disqualified_public_order: {
        label: 'Disqualified: public order',
        after: ['rg_positive'],
        isFinal: true,
      },
      disqualified_bad_faith: {
        label: 'Disqualified: bad faith',
        after: ['rg_positive'],
        isFinal: true,
      },
      reconsideration_requested: {
        label: 'Reconsideration asked for',
        after: ['rg_negative', 'cg_negative'],
      },
      reconsideration_accepted: {
        label: 'Reconsideration accepted',
        after: ['reconsideration_requested'],
      },
      reconsideration_refused: {
        label: 'Reconsideration refused',
        after: ['reconsideration_requested'],
        isFinal: true,
      },
    },
  },
  duty_to_notify: {
    label: 'Duty to notify',
    recordedBy: [],
    decidedBy: ['The notifying organisation'],
    values: {
      submitted_anonymous: { label: 'Notified without a name', isFinal: true },
      submitted_named: { label: 'Notified with a name', isFinal: true },
      not_required: { label: 'Not needed', isFinal: true },
    },
  },
  police: {
    label: 'Police',
    recordedBy: police,
    decidedBy: ['Police', 'Crown Prosecution Service', 'Court'],
    values: {
      under_investigation: { label: 'Under investigation' },
      charged: { label: 'Charged or summonsed', isFinal: true },
      out_of_court_formal: { label: 'Out of court, formal', isFinal: true },
      out_of_court_informal: { label: 'Out of court, informal', isFinal: true },
      diversionary: { label: 'Diversionary, educational or intervention', isFinal: true },
      evidential_supports: {
        label: 'Evidential difficulties, the person supports action',
        isFinal: true,
      },
      evidential_does_not_support: {
        label: 'Evidential difficulties, the person does not support action',
        isFinal: true,
      },
      prosecution_prevented: {
        label: 'Prosecution prevented or not in the public interest',
        isFinal: true,
      },
      no_further_investigation: {
        label: 'Further investigation not in the public interest',
        isFinal: true,
      },
      transferred: { label: 'Transferred to another body', isFinal: true },
      nobody_identified: {
        label: 'Investigation complete, nobody identified as responsible',
        isFinal: true,
      },
      prevention_order: { label: 'Slavery and trafficking prevention order' },
      risk_order: { label: 'Slavery and trafficking risk order' },
      safeguarding_only: { label: 'Safeguarding only', isFinal: true },
      intelligence_only: { label: 'Intelligence only', isFinal: true },
    },
  },
  beacon: {
    label: 'Beacon',
    recordedBy: ['beacon_worker'],
    decidedBy: ['Beacon', 'The person'],
    values: {
      offered: { label: 'Support offered' },
      accepted: { label: 'Support accepted' },
      declined: { label: 'Support declined', isFinal: true },
      unable_to_contact_safely: { label: 'Cannot be reached safely' },
      in_support: { label: 'In support' },
      onward_referral: { label: 'Referred on' },
      closed_needs_met: { label: 'Ended: needs met', isFinal: true },
      closed_disengaged: { label: 'Ended: the person stepped back', isFinal: true },
    },
  },
  safeguarding: {
    label: 'Safeguarding',
    recordedBy: ['safeguarding_lead', 'first_responder_desk'],
    decidedBy: ['Children’s services', 'Adult safeguarding'],
    values: {
      s47_started: { label: 'Child protection enquiry started (section 47)' },
      s42_started: { label: 'Adult safeguarding enquiry started (section 42)' },
      plan_in_place: { label: 'Plan in place' },
      no_further_action: { label: 'No further action', isFinal: true },
    },
  },
} as const satisfies Readonly<Record<string, Track>>

export type TrackName = keyof typeof tracks

export const isTrack = (text: string): text is TrackName => Object.hasOwn(tracks, text)

export const trackNames = Object.keys(tracks).filter(isTrack)

/** A track of the table, by name. */
export const trackOf = (name: TrackName): Track => tracks[name]

/** A value of a track; `undefined` where the track has none of this name. */
export const valueOf = (track: TrackName, value: string): Value | undefined =>
  Object.hasOwn(tracks[track].values, value) ? trackOf(track).values[value] : undefined

/** What may be recorded next on a track, after its newest value: every value that may follow it. */
export const nextValues = (track: TrackName, newest: string | undefined): readonly string[] =>
  Object.entries(trackOf(track).values)
    .filter(([, { after }]) => !after || after.includes(newest ?? 'none'))
    .map(([value]) => value)

/** The newest value of each track. */
export type Outcomes = Readonly<Partial<Record<TrackName, string>>>

/** Whether the newest value of a track is final: nothing follows but a reconsideration. */
export const isFinal = (outcomes: Outcomes, track: TrackName): boolean => {
  const newest = outcomes[track]
  return newest !== undefined && valueOf(track, newest)?.isFinal === true
}

/** Whether a goal that the person set was met. */
export const goalResults = {
  yes: 'Met',
  partly: 'Met in part',
  no: 'Not met',
} as const

export type GoalResult = keyof typeof goalResults
