import type { Audience } from '@/lib/disclosure/field-sets'

/** The three ways in which a case comes to another organisation. */
export const shareKinds = {
  referral: { label: 'Share it and keep it', done: 'Shared with', needsUntil: true },
  transfer: { label: 'Give it away', done: 'Given to', needsUntil: false },
  request: { label: 'Ask for it', done: 'Asked for by', needsUntil: true },
} as const

export type ShareKind = keyof typeof shareKinds

interface Purpose {
  readonly label: string
  /** What the other organisation sees: no more than the purpose needs. */
  readonly audience: Audience
}

/** What a case may be shared for. Only advice is given without saying who the person is. */
export const sharePurposes = {
  support: { label: 'Support for the person', audience: 'partner_support' },
  housing: { label: 'Somewhere safe to stay', audience: 'partner_support' },
  health: { label: 'Health care', audience: 'partner_support' },
  safeguarding: { label: 'Safeguarding', audience: 'partner_safeguarding' },
  investigation: { label: 'Investigation', audience: 'partner_safeguarding' },
  advice: { label: 'Advice, without saying who the person is', audience: 'partner_advice' },
} as const satisfies Readonly<Record<string, Purpose>>

export type SharePurpose = keyof typeof sharePurposes

export const isSharePurpose = (text: string): text is SharePurpose =>
  Object.hasOwn(sharePurposes, text)

/** What allows it. Sources: UK GDPR art. 6 and 9; Data Protection Act 2018 sch. 1 para 18; Care Act 2014 s.45. */
export const shareBases = {
  consent: 'The person agreed',
  safeguarding: 'To protect a child or an adult at risk',
  vital_interests: 'To protect somebody’s life',
  legal_duty: 'The law requires it',
  no_identity: 'It does not say who the person is',
} as const

export type ShareBasis = keyof typeof shareBases

/** Why a share is declined. */
export const shareDeclines = {
  not_ours: 'It is not for us',
  no_capacity: 'We cannot do it in time',
  no_basis: 'Nothing allows it',
  person_refuses: 'The person does not want it',
  conflict: 'We are too close to the case',
} as const

/** What became of a share, derived from what happened to it. */
export const shareStates = {
  offered: 'Waiting for an answer',
  accepted: 'Accepted',
  declined: 'Declined',
  ended: 'Ended',
} as const

export type ShareState = keyof typeof shareStates

/** The state of a share on a day in London, as an ISO date. */
export const shareStateOf = (
  share: {
    readonly acceptedAt: Date | null
    readonly declinedAt: Date | null
    readonly endedAt: Date | null
    readonly until: Date | null
    /** The agreement that it stands on has run out. */
    readonly isLapsed?: boolean
  },
  today: string,
): ShareState => {
  if (share.declinedAt) return 'declined'
  const isOver = share.until && share.until.toISOString().slice(0, 10) < today
  if (share.endedAt || isOver || share.isLapsed) return 'ended'
  return share.acceptedAt ? 'accepted' : 'offered'
}
