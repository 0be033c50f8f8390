import { county } from '@/lib/county/county'
import type { Queue } from '@/lib/routing/queues'

interface Kind {
  readonly label: string
  /** Said of the person: "They agreed to …". */
  readonly called: string
  /** The question of a referral that asks it, where one does. */
  readonly question?: 'consentNrm' | 'consentSupport' | 'consentPoliceIdentity'
  /** Whose work stands on it. */
  readonly queue?: Queue
  /** The purposes of a share that this agreement covers. */
  readonly shares: readonly string[]
  /** For how many months an agreement holds. Without one it holds until it is taken back. */
  readonly months?: number
}

/**
 * What a person may consent to, each on its own. Sources: UK GDPR art. 4(11), art. 7; first responder
 * toolkit p6, p10. For how long an agreement holds is a choice of the partnership.
 */
export const purposes = {
  nrm: {
    label: 'Referral to the Home Office (NRM)',
    called: 'being referred to the Home Office',
    question: 'consentNrm',
    queue: 'NRM',
    shares: [],
    months: 6,
  },
  support: {
    label: 'Support from the victim care centre',
    called: `support from ${county.victimCareCentre}`,
    question: 'consentSupport',
    queue: 'BEACON',
    shares: ['support', 'housing', 'health'],
  },
  police_identity: {
    label: 'Police knowing who they are',
    called: 'the police knowing who they are',
    question: 'consentPoliceIdentity',
    queue: 'POLICE',
    shares: ['investigation'],
  },
  contact: {
    label: 'Being contacted by us',
    called: 'being contacted by us',
    shares: [],
    months: 3,
  },
  sharing: {
    label: 'Sharing with another organisation',
    called: 'sharing with an organisation that is named to them',
    shares: [],
    months: 6,
  },
} as const satisfies Readonly<Record<string, Kind>>

export type Purpose = keyof typeof purposes

export const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposes, text)

export const purposeNames = Object.keys(purposes).filter(isPurpose)

/** A purpose of the list, by name. */
export const purposeOf = (purpose: Purpose): Kind => purposes[purpose]

/** What an agreement is to, with the organisation that was named, where one was. */
export const purposeInWords = (purpose: Purpose, organisation?: string | null) =>
  purpose === 'sharing' && organisation ? `Sharing with ${organisation}` : purposes[purpose].label
