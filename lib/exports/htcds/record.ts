import type { Outcomes } from '@/lib/casework/outcomes'
import { many, one, type RawAnswers } from '@/lib/journey/question'
import type { ReferralFacts } from '@/lib/routing/facts'
import { countryCodeOf } from '@/lib/referral/nationalities'
import { languageCodeOf } from './codes'
import type { HtcdsName } from './fields'
import {
  controlValues,
  exploitationValues,
  genderValues,
  organisationValues,
  sexualValues,
  valuesOf,
} from './values'

/** A case as far as a record is made of it. */
export interface HtcdsCase {
  /** Stands for the case in this one export: nobody can lead it back without the export's key. */
  readonly pseudonym: string
  /** The day on which it was sent, as an ISO date. */
  readonly submittedOn: string
  readonly facts: ReferralFacts
  /** The district in which the person is. */
  readonly area: string | null
  readonly organisation: { readonly name: string; readonly type: string }
  /** The states of its items: whether somebody still works it, and whether it waits. */
  readonly items: readonly { readonly open: boolean; readonly paused: boolean }[]
  readonly outcomes: Outcomes
  /** What was answered, as far as the audience that exports it may see: `project`. */
  readonly typed: RawAnswers
}

type Value = string | number | readonly string[] | undefined

/** What the standard has no field for, in a namespace of our own. */
export const extensions = [
  'hmsp_Pseudonym',
  'hmsp_AgeGroup',
  'hmsp_BirthYear',
  'hmsp_ExploitationTypes',
  'hmsp_MethodsOfControl',
  'hmsp_SexualExploitation',
  'hmsp_ExploitedIn',
  'hmsp_Area',
  'hmsp_People',
  'hmsp_ConsentNrm',
  'hmsp_ConsentSupport',
  'hmsp_NrmOutcome',
] as const
export type Extension = (typeof extensions)[number]

/** The fields of the standard that a record fills, in its order. */
export const filled = [
  'org_Name',
  'org_Type',
  'prs_Gender',
  'prs_NumberOfChildren',
  'prs_PrimaryLanguage',
  'prs_Citizenship',
  'vic_TraffickingStatus',
  'vic_TraffickingStatusDecisionMakingOrg',
  'vic_MethodsOfControl',
  'vic_TypeOfExploitation',
  'vic_TypeOfSexExploitation',
  'cas_Status',
  'cas_IncomingReferralDate',
  'hte_Country',
  'hte_Type',
] as const satisfies readonly HtcdsName[]

/**
 * Fields that questions of ours would fill, and that a record leaves out: they would say who somebody
 * is, or hold what was typed freely.
 */
export const leftOut = [
  'prs_FirstName',
  'prs_SecondName',
  'prs_Birthdate',
  'prs_MobilePhone',
  'prs_Email',
  'prs_IdentityNumber',
  'prs_MailingCity',
  'prs_MailingState',
  'cas_IncomingReferralDetails',
  'per_RoleDetails',
  'hte_City',
] as const satisfies readonly HtcdsName[]

export type HtcdsRecord = Readonly<Record<Extension | (typeof filled)[number], Value>>

/** What the Home Office decided, in the words of the standard. Before that, somebody is a possible one. */
const decided: Readonly<Record<string, string>> = {
  cg_positive: 'ActualVictimOfTrafficking',
  cg_negative: 'NotAVictimOfTrafficking',
}

const statusOf = ({ items, outcomes }: HtcdsCase) => {
  if (items.some(({ open, paused }) => open && !paused)) return 'Active'
  if (items.some(({ open }) => open)) return 'FollowUp'
  return outcomes.nrm ? 'ClosedReferred' : 'Closed'
}

const wholeNumber = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined)
const yearIn = (raw: RawAnswers[string] | undefined) =>
  raw === undefined ? undefined : /^(19|20)\d\d$/.exec(many(raw).at(-1)?.trim() ?? '')?.[0]

/**
 * A case as a record of the standard, without anything that says who it is about: no name, address,
 * number or free text, of the date of birth the year, of the place the district.
 */
export const htcdsRecord = (known: HtcdsCase): HtcdsRecord => {
  const { facts, typed, outcomes, organisation } = known
  const codes = (id: string) => many(typed[id] ?? [])
  const text = (id: string) => one(typed[id] ?? '')
  const isInUk = ['hertfordshire', 'elsewhere_uk'].includes(facts.location)
  const nrm = outcomes.nrm ?? ''
  return {
    hmsp_Pseudonym: known.pseudonym,
    hmsp_AgeGroup: facts.ageGroup,
    hmsp_BirthYear: yearIn(typed.dateOfBirth),
    hmsp_ExploitationTypes: facts.exploitationTypes,
    hmsp_MethodsOfControl: codes('control'),
    hmsp_SexualExploitation: codes('sexualKinds'),
    hmsp_ExploitedIn: facts.location,
    hmsp_Area: known.area ?? undefined,
    hmsp_People: facts.potentialVictimCount,
    hmsp_ConsentNrm: facts.consentNrm,
    hmsp_ConsentSupport: facts.consentSupport,
    hmsp_NrmOutcome: outcomes.nrm,
    org_Name: organisation.name,
    org_Type: valuesOf(organisationValues, [organisation.type])[0],
    prs_Gender: valuesOf(genderValues, [text('gender')])[0],
    prs_NumberOfChildren: wholeNumber(text('numberOfChildren')),
    prs_PrimaryLanguage: languageCodeOf(text('language')),
    prs_Citizenship: [
      ...new Set(
        ['nationality', 'secondNationality'].flatMap((id) => countryCodeOf(text(id)) ?? []),
      ),
    ],
    vic_TraffickingStatus: decided[nrm] ?? 'PossibleVictimOfTrafficking',
    vic_TraffickingStatusDecisionMakingOrg: decided[nrm] && 'NonPoliceGovernmentalOrganization',
    vic_MethodsOfControl: valuesOf(controlValues, codes('control')),
    vic_TypeOfExploitation: valuesOf(exploitationValues, facts.exploitationTypes),
    vic_TypeOfSexExploitation: valuesOf(sexualValues, codes('sexualKinds')),
    cas_Status: statusOf(known),
    cas_IncomingReferralDate: known.submittedOn,
    hte_Country: isInUk ? 'GB' : undefined,
    hte_Type: isInUk || facts.location === 'overseas' ? 'Exploitation' : undefined,
  }
}

/** The questions whose answers a record is made of: what is written down that was taken. */
export const taken = [
  'control',
  'dateOfBirth',
  'gender',
  'language',
  'nationality',
  'numberOfChildren',
  'secondNationality',
  'sexualKinds',
] as const
