import type { exploitationTypes } from '@/lib/routing/facts'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import type { allQuestions } from '@/lib/referral/all-questions'

type Code = Readonly<Record<string, string | undefined>>
type Exploitation = (typeof exploitationTypes)[number]

/**
 * What the standard calls our kinds of exploitation. It has none for criminal and financial
 * exploitation: our own code stands beside it in an extension.
 */
export const exploitationValues: Readonly<Record<Exploitation, string | undefined>> = {
  labour: 'ForcedLabour',
  sexual: 'SexualExploitation',
  criminal: 'Other',
  domestic_servitude: 'Servitude',
  organ_removal: 'OrganRemoval',
  forced_marriage: 'ForcedMarriage',
  forced_begging: 'ForcedBegging',
  financial: 'Other',
  other: 'Other',
  unknown: undefined,
}

type ControlCode = keyof typeof allQuestions.control.options
type SexualCode = keyof typeof allQuestions.sexualKinds.options
type GenderCode = keyof typeof allQuestions.gender.options

/** How somebody was controlled. The published list has no value for being locked in or watched. */
export const controlValues: Readonly<Record<ControlCode, string | undefined>> & Code = {
  threats: 'PhysicalThreats',
  threats_of_police: 'ThreatsLawEnforcement',
  threats_to_family: 'ThreatensChildrenFamily',
  debt: 'DebtBondage',
  false_promises: 'FalsePromises',
  physical_abuse: 'PhysicalAbuse',
  sexual_abuse: 'SexualAbuse',
  psychological_abuse: 'PsychologicalAbuse',
  takes_earnings: 'TakesEarnings',
  restricts_money: 'RestrictsFinancialAccess',
  restricts_movement: 'Other',
  restricts_medical_care: 'RestrictsMedicalCare',
  withholds_necessities: 'WithholdsNecessities',
  withholds_documents: 'WithholdsDocuments',
  drugs: 'PsychoactiveSubstance',
  long_hours: 'ExcessiveWorkingHours',
  other: 'Other',
  unknown: undefined,
}

/** Only what the standard has the same of: no word of ours is stretched to fit. */
export const sexualValues: Readonly<Record<SexualCode, string | undefined>> & Code = {
  sell_sex: 'Prostitution',
  held: undefined,
  child: undefined,
  pictures: 'Pornography',
  other: undefined,
  unknown: undefined,
}

/** We do not ask how somebody whose gender is neither calls it, so that nothing is claimed of them. */
export const genderValues: Readonly<Record<GenderCode, string>> & Code = {
  female: 'Feminine',
  male: 'Masculine',
  other: 'NonSpecifiedUnknown',
  unknown: 'NonSpecifiedUnknown',
}

export const organisationValues: Readonly<Record<OrganisationType, string | undefined>> & Code = {
  police: 'LawEnforcement',
  county_council: 'LocalGovernmentOrganisation',
  district_council: 'LocalGovernmentOrganisation',
  nhs: 'HealthServiceOrganisation',
  fire: undefined,
  charity_first_responder: 'NGO',
  charity: 'NGO',
  school: 'SchoolOrCollege',
  helpline: 'NGO',
  housing: undefined,
  victim_care_centre: 'NGO',
  other: undefined,
}

/** The values of a table for codes, each once; codes that it has nothing for are left out. */
export const valuesOf = (table: Code, codes: readonly string[]): readonly string[] => [
  ...new Set(codes.flatMap((code) => (Object.hasOwn(table, code) ? (table[code] ?? []) : []))),
]
