import type { Definition } from './figure'
import { fromService, ofHidden, referral, roundedUp, serviceAlone } from './rules-of-counting'

const hasStep = (which: string) =>
  `EXISTS (SELECT FROM jsonb_array_elements(c.steps) e WHERE ${which})`

const hasOutcome = (which: string) => hasStep(`e ->> 'kind' = 'outcome' AND ${which}`)

const oneOf = (details: readonly string[]) =>
  `e ->> 'detail' IN (${details.map((detail) => `'${detail}'`).join(', ')})`

/**
 * Whether a case reached each step. A list of past referrals says only the last outcome of each track, so
 * that what comes before an outcome counts with it. There is no conclusive grounds decision, and no
 * disqualification, without a positive reasonable grounds decision before it: Nationality and Borders
 * Act 2022 s.60 to 63.
 */
const stages = {
  received: 'true',
  accepted: `(${hasStep(`e ->> 'kind' = 'accepted'`)} OR ${hasOutcome(`split_part(e ->> 'detail', ':', 1) IN ('nrm', 'police', 'beacon')`)})`,
  submitted: hasOutcome(
    `(e ->> 'detail' LIKE 'nrm:%' OR ${oneOf(['duty_to_notify:submitted_anonymous', 'duty_to_notify:submitted_named'])})`,
  ),
  reasonable_grounds: hasOutcome(
    oneOf([
      'nrm:rg_positive',
      'nrm:cg_positive',
      'nrm:cg_negative',
      'nrm:disqualified_public_order',
      'nrm:disqualified_bad_faith',
    ]),
  ),
  conclusive_grounds: hasOutcome(oneOf(['nrm:cg_positive'])),
  support: hasOutcome(oneOf(['beacon:accepted', 'beacon:in_support', 'beacon:closed_needs_met'])),
}

const reached = Object.entries(stages)
  .map(([stage, isReached]) => `CASE WHEN ${isReached} THEN '${stage}' END`)
  .join(', ')

const outcome = {
  counts: ['outcome', 'outcomes'],
  section: 'pathway',
  measure: 'count',
  source: fromService,
  step: 'outcome',
  keys: [{ dimension: 'outcome', is: 's.detail' }],
} as const

const byOutcome = `Each outcome once, on the day on which it was decided, whenever the referral came. ${ofHidden}`

const time = {
  counts: ['case', 'cases'],
  section: 'time',
  measure: 'minutes',
  source: serviceAlone,
} as const

const firstOn = (which: string) =>
  `(SELECT min((e ->> 'on')::date) FROM jsonb_array_elements(c.steps) e WHERE e ->> 'kind' = 'outcome' AND ${which})`

const reasonableGrounds = ['nrm:rg_positive', 'nrm:rg_negative']
const conclusiveGrounds = ['nrm:cg_positive', 'nrm:cg_negative']

/** What ends the wait for any decision. */
const ended = [
  ...['nrm:withdrawn', 'nrm:closed'],
  ...['nrm:disqualified_public_order', 'nrm:disqualified_bad_faith'],
]

const waiting = (since: string, until: readonly string[]) => ({
  since: firstOn(oneOf([since])),
  until: firstOn(oneOf([...until, ...ended])),
})

const waits = {
  counts: ['case', 'cases'],
  section: 'pathway',
  measure: 'open',
  source: serviceAlone,
  keys: [],
  where: `c.source = 'service'`,
} as const

/** Where people went, what became of it, and how long it took. */
export const pathwayFigures = {
  queues: {
    ...referral,
    title: 'Referrals by queue',
    section: 'pathway',
    countRule: `Each referral once for each queue that it was in, on the day on which it came, so that queues add up to more than all referrals. ${ofHidden}`,
    each: 'c.queues',
    keys: [{ dimension: 'queue', is: 'one' }],
  },
  followThrough: {
    ...referral,
    title: 'What became of the referrals of this time',
    section: 'pathway',
    countRule: `Each referral once for each step that it has reached by now, on the day on which it came. Of a list of past referrals, what its outcomes say. ${ofHidden}`,
    each: `array_remove(ARRAY[${reached}], NULL)`,
    keys: [{ dimension: 'stage', is: 'one' }],
  },
  outcomes: {
    ...outcome,
    title: 'Outcomes recorded',
    countRule: byOutcome,
  },
  dutyToNotify: {
    ...outcome,
    title: 'Duty to notify',
    countRule: `${byOutcome} Of the duty to notify alone: Modern Slavery Act 2015 s.52.`,
    where: `s.detail LIKE 'duty_to_notify:%'`,
  },
  withoutCrimeReference: {
    ...outcome,
    title: 'Outcomes of the National Referral Mechanism without a crime reference',
    source: serviceAlone,
    countRule: `${byOutcome} Of cases of which no crime record has a number by now. The Home Office Counting Rules ask for a crime record of every referral.`,
    where: `c.source = 'service' AND s.detail LIKE 'nrm:%' AND NOT ${hasStep(`e ->> 'kind' = 'crime_recorded'`)}`,
  },
  decisionsByAge: {
    ...outcome,
    title: 'Decisions of the National Referral Mechanism by age when exploited',
    countRule: `${byOutcome} Of reasonable grounds and conclusive grounds decisions alone.`,
    keys: [
      { dimension: 'outcome', is: 's.detail' },
      { dimension: 'ageWhenExploited', is: 'c.age_when_exploited' },
    ],
    where: `s.detail IN (${[...reasonableGrounds, ...conclusiveGrounds].map((one) => `'${one}'`).join(', ')})`,
  },
  awaitingReasonableGrounds: {
    ...waits,
    title: 'Cases that wait for a reasonable grounds decision',
    countRule: `Cases that had been sent to the National Referral Mechanism by the last day of the time, and of which no reasonable or conclusive grounds decision, withdrawal, disqualification or end was recorded by then, by the days since they were first sent. ${ofHidden}`,
    open: waiting('nrm:submitted', [...reasonableGrounds, ...conclusiveGrounds]),
  },
  awaitingConclusiveGrounds: {
    ...waits,
    title: 'Cases that wait for a conclusive grounds decision',
    countRule: `Cases that had a positive reasonable grounds decision by the last day of the time, and of which no conclusive grounds decision, withdrawal, disqualification or end was recorded by then, by the days since the first such decision. ${ofHidden}`,
    open: waiting('nrm:rg_positive', conclusiveGrounds),
  },
  timeToFirstLook: {
    ...time,
    title: 'Time until somebody first looked',
    countRule: `From sending until the first person who works cases opened it or did something, day and night, on the day of the look. ${roundedUp} In time: before the time that routing set. How soon: as routing set it. ${ofHidden}`,
    step: 'looked',
    keys: [
      { dimension: 'timely', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'priority', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  timeToContact: {
    ...time,
    title: 'Time until the person was first reached',
    countRule: `From sending until somebody first recorded that they reached the person, day and night, on that day. ${roundedUp} No time is set for it. ${ofHidden}`,
    step: 'reached',
    keys: [],
  },
  timeToHandOver: {
    ...time,
    counts: ['hand-over', 'hand-overs'],
    title: 'Time until a hand-over was accepted',
    countRule: `Each hand-over to a First Responder Organisation that another organisation referred, once, from when it was handed to them until they accepted it, day and night, on the day of that. ${roundedUp} In time: before it was due. An acceptance that was undone does not count. ${ofHidden}`,
    step: 'handed_over',
    keys: [
      { dimension: 'timely', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'organisation', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  openCases: {
    ...time,
    measure: 'open',
    title: 'Open cases by age',
    countRule: `Cases that came by the last day of the time and had not ended by then in every queue, by the days since they came. A case that was opened again counts as open since it came. ${ofHidden}`,
    keys: [],
    where: `c.source = 'service'`,
  },
} as const satisfies Readonly<Record<string, Definition>>
