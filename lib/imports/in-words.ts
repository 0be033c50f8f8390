import { trackOf, valueOf } from '@/lib/casework/outcomes'
import { county } from '@/lib/county/county'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { showDay } from '@/lib/wording/london-time'
import { ageGroups, areas, exploitationNames, genders, routes, sources } from './options'
import type { PastOutcome, PastReferral } from './past-referrals'

const outcomeInWords = ({ track, value, on }: PastOutcome) =>
  `${trackOf(track).label}: ${valueOf(track, value)?.label ?? value}, ${showDay(new Date(on))}`

const referrerInWords = ({ type, slug }: PastReferral['organisation']) =>
  county.organisations.find((one) => one.slug === slug)?.name ?? organisationTypes[type].label

/** A past referral as a row of a table, by the headings of its cells. */
export const inWords = (referral: PastReferral): Readonly<Record<string, string>> => ({
  Reference: referral.oldReference,
  Received: showDay(new Date(referral.receivedOn)),
  From: referrerInWords(referral.organisation),
  Source: sources[referral.source].label,
  Exploitation: referral.exploitation.map((type) => exploitationNames[type].label).join(', '),
  Person: `${ageGroups[referral.ageGroup].label}, ${genders[referral.gender].label}`,
  District: areas[referral.area]?.label ?? '',
  Route: referral.routes.map((route) => routes[route].label).join(', '),
  Outcomes: referral.outcomes.map(outcomeInWords).join('; '),
})
