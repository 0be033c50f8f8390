/** A referral as a system would send it. Nobody in it is real; the numbers are kept for drama. */
export const exampleReferral = {
  who: 'adult',
  howMany: 1,
  immediateDanger: 'no',
  areaNow: 'stevenage',
  placeNow: '16 Example Street',
  happenedIn: 'hertfordshire',
  worries: ['labour'],
  account:
    'She works in a car wash every day of the week, is paid nothing, and sleeps in a room above it with four others. She told a nurse this alone, with an interpreter. She understands the National Referral Mechanism and agrees to a referral.',
  givenNames: 'Ploy',
  familyName: 'Srisai',
  dateOfBirth: { year: 1993 },
  interpreter: 'unknown',
  contactChannels: ['phone'],
  contactPhone: '07700 900216',
  earlier: 'no',
  recentContact: 'no',
  whereaboutsKnown: 'no',
  suicideRisk: 'no',
  safePlaceTonight: 'yes',
  careNeeds: 'no',
  accused: 'no',
  consentNrm: 'given',
  consentSupport: 'given',
  consentPoliceIdentity: 'given',
  capacity: 'no_concern',
  stillExploited: 'no',
  threats: 'no',
  urgentMedical: 'no',
  childrenAtRisk: 'no',
  implicated: 'none',
  referrerName: 'Alex Morgan',
  referrerRole: 'Case worker',
  referrerPhone: '01632 960 050',
} as const

export const exampleAmendment = {
  corrections: { placeNow: '18 Example Street' },
  why: 'She told us the number of the house',
} as const

export const exampleDecision = {
  track: 'nrm',
  value: 'rg_positive',
  decidedOn: '2026-11-20',
  decidedBy: 'Single Competent Authority',
  reference: 'NRM000000001',
} as const
