/** What several figures say of where their rows are from and of how they count. */
export const fromService =
  'Referrals of this service, and lists of past referrals that were imported'
export const serviceAlone = 'Referrals of this service'

export const ofHidden = 'A referral that is kept from somebody is in no figure.'

/** Figures that count referrals on the day on which they came. */
export const referral = {
  counts: ['referral', 'referrals'],
  measure: 'count',
  source: fromService,
} as const

export const byReferral = `Each referral once, on the day on which it came. ${ofHidden}`

/** How minutes are kept: rounded_minutes in SQL. */
export const roundedUp =
  'Up to the next quarter of an hour; from a day on, to the next hour; from thirty days on, to the next day.'
