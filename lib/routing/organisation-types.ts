/**
 * The kinds of organisation that refer, and what the law and the Home Office make of each.
 * `firstResponder`: designated as a First Responder Organisation, so it may submit to the National
 * Referral Mechanism. `dutyToNotify`: bound by section 52 of the Modern Slavery Act 2015. Neither
 * follows from the other. A real organisation's own record overrides its type.
 *
 * Source: the Home Office's list of First Responder Organisations (2026); Modern Slavery Act 2015
 * s.52(5). Fire and rescue is not on the list, although the county council that runs it is.
 */
export const organisationTypes = {
  police: { label: 'Police', firstResponder: true, dutyToNotify: true },
  county_council: { label: 'County council', firstResponder: true, dutyToNotify: true },
  district_council: {
    label: 'District or borough council',
    firstResponder: true,
    dutyToNotify: true,
  },
  nhs: { label: 'NHS', firstResponder: false, dutyToNotify: false },
  fire: { label: 'Fire and rescue', firstResponder: false, dutyToNotify: false },
  charity_first_responder: {
    label: 'Charity that is a First Responder Organisation',
    firstResponder: true,
    dutyToNotify: false,
  },
  charity: { label: 'Other charity', firstResponder: false, dutyToNotify: false },
  school: { label: 'School or college', firstResponder: false, dutyToNotify: false },
  helpline: { label: 'Helpline', firstResponder: false, dutyToNotify: false },
  housing: { label: 'Housing association or provider', firstResponder: false, dutyToNotify: false },
  victim_care_centre: {
    label: 'Beacon, the victim care centre',
    firstResponder: false,
    dutyToNotify: false,
  },
  other: { label: 'Another organisation', firstResponder: false, dutyToNotify: false },
} as const satisfies Record<
  string,
  { label: string; firstResponder: boolean; dutyToNotify: boolean }
>

export type OrganisationType = keyof typeof organisationTypes
