import { z } from 'zod'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'

export const ageGroups = ['adult', 'child', 'uncertain'] as const
export const agesWhenExploited = ['adult', 'child', 'unknown'] as const
export type AgeWhenExploited = (typeof agesWhenExploited)[number]
export const nrmConsents = ['given', 'refused', 'not_sought', 'withdrawn'] as const
export const consents = ['given', 'refused', 'not_sought'] as const
export const capacities = ['no_concern', 'doubted', 'lacks'] as const
export const bestInterestsDecisions = ['none', 'refer', 'do_not_refer'] as const
export const knowns = ['yes', 'no', 'unknown'] as const
export const implications = ['none', 'referrer', 'police'] as const
export const exploitationTypes = [
  'labour',
  'sexual',
  'criminal',
  'domestic_servitude',
  'organ_removal',
  'forced_marriage',
  'forced_begging',
  'financial',
  'other',
  'unknown',
] as const
export const locations = ['hertfordshire', 'elsewhere_uk', 'overseas', 'unknown'] as const

const oneOf = <const T extends readonly string[]>(values: T, meaning: string) =>
  z.enum(values).describe(meaning)
const known = (meaning: string) => z.enum(knowns).describe(meaning)
const isOrganisationType = (key: string): key is OrganisationType => key in organisationTypes

/**
 * What routing needs to know about a referral, and all it may know: nothing here identifies anyone.
 * `unknown` is an answer and never lowers a priority. A field that is not listed is a problem.
 */
export const referralFacts = z.strictObject({
  ageGroup: oneOf(ageGroups, 'Age today. Uncertain: the person may be under 18'),
  ageWhenExploited: oneOf(agesWhenExploited, 'Age when exploited. Recorded, never decides'),
  personIdentified: z
    .boolean()
    .default(true)
    .describe('False: a tip about a place, or about people nobody has met'),
  consentNrm: oneOf(nrmConsents, 'Informed consent to the National Referral Mechanism'),
  consentSupport: oneOf(consents, 'Consent to Beacon receiving contact details and needs'),
  consentPoliceIdentity: oneOf(consents, 'Consent to police knowing who the person is'),
  capacity: oneOf(capacities, 'Capacity to decide on these consents: Mental Capacity Act 2005'),
  bestInterests: oneOf(
    bestInterestsDecisions,
    'A recorded best interests decision. Read only where the person lacks capacity',
  ).default('none'),
  nrmAlreadySubmitted: z
    .boolean()
    .default(false)
    .describe('The National Referral Mechanism already has a referral for this exploitation'),
  earlierReferral: z
    .boolean()
    .default(false)
    .describe('This service, or the referrer, knows an earlier referral of the same person'),
  immediateDanger: known('Someone is in danger now'),
  stillExploited: known('The exploitation is still going on'),
  exploiterContactWithinWeek: known('Contact with the exploiter in the last seven days'),
  exploiterKnowsWhereabouts: known('The exploiter knows where the person is'),
  threats: known('Threats to the person or their family'),
  urgentMedical: known('The person needs urgent medical help'),
  suicideRisk: known('The person may end their life'),
  safePlaceTonight: known('The person has somewhere safe to stay tonight'),
  safeContactRoute: known('There is a safe way to contact the person'),
  careAndSupportNeeds: known('The person has care and support needs: Care Act 2014 s.42'),
  dependentChildrenAtRisk: known('Children who depend on the person are at risk'),
  potentialVictimCount: z
    .int()
    .min(1)
    .describe('How many people are known or thought to be involved, this one included'),
  suspectedOfCrime: z.boolean().describe('Somebody treats the person as having broken the law'),
  referrerOrganisationType: z
    .enum(Object.keys(organisationTypes).filter(isOrganisationType))
    .describe("The type of the referrer's organisation"),
  referrerIsFirstResponderOrganisation: z
    .boolean()
    .optional()
    .describe("The organisation's own record, which overrides its type"),
  referrerHasDutyToNotify: z
    .boolean()
    .optional()
    .describe("The organisation's own record, which overrides its type"),
  implicated: oneOf(
    implications,
    'Named as an exploiter: the referrer or someone in their organisation, or someone in the police',
  ),
  exploitationTypes: z
    .array(z.enum(exploitationTypes))
    .describe('What kinds of exploitation. Recorded, never decides'),
  location: oneOf(locations, 'Where the exploitation happened. Recorded, never decides'),
  nationality: z
    .string()
    .optional()
    .describe('Accepted so that a test can prove it changes nothing'),
  immigrationInsecure: z
    .boolean()
    .optional()
    .describe('Accepted so that a test can prove it changes nothing'),
})

export type ReferralFacts = z.infer<typeof referralFacts>
