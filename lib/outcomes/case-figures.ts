import type { Definition } from './figure'
import { byReferral, ofHidden, referral, serviceAlone } from './rules-of-counting'

const byType = `Each referral once for each type of exploitation that it names, on the day on which it came, so that types add up to more than all referrals. ${ofHidden}`

const ofDetails = 'As it was added to the referral after sending; not known where nobody added it.'

/** What was referred, by whom, and whom it is about. */
export const caseFigures = {
  referrals: {
    ...referral,
    title: 'Referrals by where they went',
    section: 'referrals',
    countRule: `${byReferral} Where it went is what says most: the National Referral Mechanism before the duty to notify, support before the police alone.`,
    keys: [{ dimension: 'route', is: 'c.route' }],
  },
  organisations: {
    ...referral,
    title: 'Referrals by organisation',
    section: 'referrals',
    countRule: byReferral,
    keys: [
      { dimension: 'organisationType', is: 'c.organisation_type' },
      { dimension: 'organisation', is: 'c.organisation' },
    ],
  },
  nrmOrganisations: {
    ...referral,
    title: 'Organisations of those referred to the National Referral Mechanism',
    section: 'referrals',
    countRule: `${byReferral} Of those that went to the National Referral Mechanism, by the organisation that met the person.`,
    keys: [
      { dimension: 'organisationType', is: 'c.organisation_type' },
      { dimension: 'organisation', is: 'c.organisation' },
    ],
    where: `c.route = 'nrm'`,
  },
  reportsToPolice: {
    ...referral,
    title: 'Reports to the police by how they came',
    section: 'referrals',
    countRule: `${byReferral} Of those that went to the police queue, and of those that a list of past referrals calls a partner’s report to the police or a report of the Helpline.`,
    keys: [{ dimension: 'report', is: 'c.report' }],
    where: `('POLICE' = ANY (c.queues) OR (c.source = 'list' AND c.report IN ('partner_to_police', 'helpline')))`,
  },
  repeats: {
    ...referral,
    title: 'Repeat referrals',
    section: 'referrals',
    source: serviceAlone,
    countRule: `${byReferral} Yes: whoever referred knew of an earlier referral of the same person.`,
    keys: [{ dimension: 'yesNo', is: "CASE WHEN c.is_repeat THEN 'yes' ELSE 'no' END" }],
    where: `c.source = 'service'`,
  },
  exploitation: {
    ...referral,
    title: 'Types of exploitation by age group',
    section: 'people',
    countRule: byType,
    each: 'c.exploitation_types',
    keys: [
      { dimension: 'exploitation', is: 'one' },
      { dimension: 'ageGroup', is: 'c.age_group' },
    ],
  },
  nrmExploitation: {
    ...referral,
    title: 'Types of exploitation of those referred to the National Referral Mechanism',
    section: 'people',
    countRule: `${byType} Of those that went to the National Referral Mechanism, by age when exploited, as the Home Office counts.`,
    each: 'c.exploitation_types',
    keys: [
      { dimension: 'exploitation', is: 'one' },
      { dimension: 'ageWhenExploited', is: 'c.age_when_exploited' },
    ],
    where: `c.route = 'nrm'`,
  },
  genders: {
    ...referral,
    title: 'Referrals by gender',
    section: 'people',
    countRule: `${byReferral} ${ofDetails} Of a tip about a place it is not known.`,
    keys: [
      { dimension: 'gender', is: 'c.gender' },
      { dimension: 'ageGroup', is: 'c.age_group' },
    ],
  },
  nrmGenders: {
    ...referral,
    title: 'Gender of those referred to the National Referral Mechanism',
    section: 'people',
    countRule: `${byReferral} ${ofDetails} Of those that went to the National Referral Mechanism, by age when exploited, as the Home Office counts.`,
    keys: [
      { dimension: 'gender', is: 'c.gender' },
      { dimension: 'ageWhenExploited', is: 'c.age_when_exploited' },
    ],
    where: `c.route = 'nrm'`,
  },
  nationalities: {
    ...referral,
    title: 'Referrals by nationality',
    section: 'people',
    source: serviceAlone,
    countRule: `${byReferral} ${ofDetails} Of two nationalities the first; one that is seldom met counts as another nationality. Of people alone, and not of tips about a place.`,
    keys: [
      { dimension: 'nationality', is: 'c.nationality' },
      { dimension: 'route', is: 'c.route' },
    ],
    where: `c.source = 'service' AND c.is_person`,
  },
  ages: {
    ...referral,
    title: 'Referrals by age group',
    section: 'people',
    countRule: byReferral,
    keys: [{ dimension: 'ageGroup', is: 'c.age_group' }],
  },
  agesWhenExploited: {
    ...referral,
    title: 'Referrals by age when exploited',
    section: 'people',
    source: serviceAlone,
    countRule: `${byReferral} A child was one then; of others as it was added to the referral after sending, a child if any of it happened before they were 18.`,
    keys: [{ dimension: 'ageWhenExploited', is: 'c.age_when_exploited' }],
    where: `c.source = 'service'`,
  },
  areas: {
    ...referral,
    title: 'Referrals by district',
    section: 'people',
    countRule: `${byReferral} By the district in which the person was when they were referred.`,
    keys: [{ dimension: 'area', is: 'c.area' }],
  },
  places: {
    ...referral,
    title: 'Referrals by place of exploitation',
    section: 'people',
    source: serviceAlone,
    countRule: byReferral,
    keys: [{ dimension: 'place', is: 'c.location' }],
    where: `c.source = 'service'`,
  },
} as const satisfies Readonly<Record<string, Definition>>
