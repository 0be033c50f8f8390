import { rowsOf, type Definition } from './figure'

const cases = ['referral', 'referrals'] as const
const fromService = 'Referrals of this service, and lists of past referrals that were imported'
const serviceAlone = 'Referrals of this service'
const ofHidden = 'A referral that is kept from somebody is in no figure.'

const referral = {
  counts: cases,
  measure: 'count',
  source: fromService,
} as const

const byReferral = `Each referral once, on the day on which it came. ${ofHidden}`

const exploitation = {
  each: 'c.exploitation_types',
  countRule: `Each referral once for each type of exploitation that it names, so that types add up to more than all referrals. ${ofHidden}`,
} as const

const reached = (outcomes: readonly string[]) =>
  `EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND e ->> 'detail' IN (${outcomes
    .map((outcome) => `'${outcome}'`)
    .join(', ')}))`

const stages = [
  `'received'`,
  `CASE WHEN EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'accepted') THEN 'accepted' END`,
  `CASE WHEN ${reached(['nrm:submitted', 'duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named'])} THEN 'submitted' END`,
  `CASE WHEN ${reached(['nrm:rg_positive'])} THEN 'reasonable_grounds' END`,
  `CASE WHEN ${reached(['nrm:cg_positive'])} THEN 'conclusive_grounds' END`,
  `CASE WHEN ${reached(['beacon:accepted', 'beacon:in_support'])} THEN 'support' END`,
]

/**
 * Every figure of the service, once: what it counts, how, and from which rows. The counts that are kept,
 * the report, its files, what is behind a number and the query that is printed come from here.
 */
export const figures = {
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
  reportsToPolice: {
    ...referral,
    title: 'Reports to the police by how they came',
    section: 'referrals',
    countRule: `${byReferral} Of those that went to the police queue, or that a list of past referrals calls a report to the police.`,
    keys: [{ dimension: 'report', is: 'c.report' }],
    where: `('POLICE' = ANY (c.queues) OR c.report IN ('partner_to_police', 'helpline'))`,
  },
  exploitation: {
    ...referral,
    ...exploitation,
    title: 'Types of exploitation by age group',
    section: 'people',
    keys: [
      { dimension: 'exploitation', is: 'one' },
      { dimension: 'ageGroup', is: 'c.age_group' },
    ],
  },
  ages: {
    ...referral,
    title: 'Referrals by age group',
    section: 'people',
    countRule: byReferral,
    keys: [{ dimension: 'ageGroup', is: 'c.age_group' }],
  },
  areas: {
    ...referral,
    title: 'Referrals by district',
    section: 'people',
    countRule: `${byReferral} By the district in which the person was when they were referred.`,
    keys: [{ dimension: 'area', is: 'c.area' }],
  },
  queues: {
    ...referral,
    title: 'Referrals by queue',
    section: 'pathway',
    countRule: `Each referral once for each queue that it was in, so that queues add up to more than all referrals. ${ofHidden}`,
    each: 'c.queues',
    keys: [{ dimension: 'queue', is: 'one' }],
  },
  followThrough: {
    ...referral,
    title: 'What became of the referrals of this time',
    section: 'pathway',
    countRule: `Each referral once for each step that it has reached by now, on the day on which it came. ${ofHidden}`,
    each: `array_remove(ARRAY[${stages.join(', ')}], NULL)`,
    keys: [{ dimension: 'stage', is: 'one' }],
  },
  outcomes: {
    title: 'Outcomes recorded',
    counts: ['outcome', 'outcomes'],
    section: 'pathway',
    measure: 'count',
    source: fromService,
    countRule: `Each outcome once, on the day on which it was decided, whenever the referral came. ${ofHidden}`,
    step: 'outcome',
    keys: [{ dimension: 'outcome', is: 's.detail' }],
  },
  timeToFirstLook: {
    title: 'Time until somebody first looked',
    counts: cases,
    section: 'time',
    measure: 'minutes',
    source: serviceAlone,
    countRule: `From sending until the first person who works cases opened it or did something, day and night, on the day of the look. Up to the next quarter of an hour; from a day on, to the next hour. In time: before the time that routing set. ${ofHidden}`,
    step: 'looked',
    keys: [{ dimension: 'timely', is: 's.detail' }],
  },
  openCases: {
    title: 'Open cases by age',
    counts: ['case', 'cases'],
    section: 'time',
    measure: 'open',
    source: serviceAlone,
    countRule: `Cases that came by the last day of the time and had not ended by then in every queue, by the days since they came. A case that was opened again counts as open since it came. ${ofHidden}`,
    keys: [],
    where: `c.source = 'service'`,
  },
  consent: {
    title: 'What people answered when they were asked',
    counts: ['answer', 'answers'],
    section: 'consent',
    measure: 'count',
    source: serviceAlone,
    countRule: `Each entry of the consent ledger once, on the day on which it was written. ${ofHidden}`,
    step: 'consent',
    keys: [
      { dimension: 'purpose', is: "split_part(s.detail, ':', 1)" },
      { dimension: 'consentAnswer', is: "split_part(s.detail, ':', 2)" },
    ],
  },
  duties: {
    title: 'Duties that fell due',
    counts: ['duty', 'duties'],
    section: 'duties',
    measure: 'count',
    source: serviceAlone,
    countRule: `Each duty once, on the day by which it had to be done, as it stands now. ${ofHidden}`,
    step: 'duty',
    keys: [
      { dimension: 'duty', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'dutyState', is: "split_part(s.detail, '|', 3)" },
    ],
  },
} as const satisfies Readonly<Record<string, Definition>>

export type FigureName = keyof typeof figures

export const isFigure = (text: string): text is FigureName => Object.hasOwn(figures, text)

export const figureNames = Object.keys(figures).filter(isFigure)

/** A figure by its name. */
export const figureOf = (name: FigureName): Definition => figures[name]

/**
 * The view that all counts are made from, in SQL: as the newest migration that names it has it. A new
 * or changed figure needs a migration with this text, and `count_all_figures()` after it.
 */
export const figureView = () =>
  `CREATE OR REPLACE VIEW figure_row AS\n${figureNames
    .map((name) => rowsOf(name, figureOf(name)))
    .join('\nUNION ALL\n')};`
