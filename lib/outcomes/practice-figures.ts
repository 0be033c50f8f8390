import { askedFact, askedFactNames } from './asked-facts'
import type { Definition } from './figure'
import { byReferral, ofHidden, referral, roundedUp, serviceAlone } from './rules-of-counting'

const inList = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')
const ofPerson = askedFactNames.filter((name) => askedFact(name).ofPerson)
const ofEverybody = askedFactNames.filter((name) => !askedFact(name).ofPerson)

const things = { measure: 'count', source: serviceAlone } as const

/** How the partnership worked: consent, who was told, duties, and what there is to learn from. */
export const practiceFigures = {
  consent: {
    ...things,
    title: 'What people answered when they were asked',
    counts: ['answer', 'answers'],
    section: 'consent',
    countRule: `Each entry of the consent ledger once, on the day on which it was written. ${ofHidden}`,
    step: 'consent',
    keys: [
      { dimension: 'purpose', is: "split_part(s.detail, ':', 1)" },
      { dimension: 'consentAnswer', is: "split_part(s.detail, ':', 2)" },
    ],
  },
  releases: {
    ...things,
    title: 'Requests of the police to be told who somebody is',
    counts: ['request', 'requests'],
    section: 'consent',
    countRule: `Each request once, on the day on which it was answered. ${ofHidden}`,
    step: 'released',
    keys: [{ dimension: 'releaseKind', is: 's.detail' }],
  },
  wentAhead: {
    ...things,
    title: 'What went ahead without an agreement',
    counts: ['decision', 'decisions'],
    section: 'consent',
    countRule: `Each decision that something goes ahead although the person did not agree to it, once, on the day on which it was made, with its lawful basis; and each referral by which routing told the police who an adult is who did not agree, because somebody is in danger. ${ofHidden}`,
    step: 'went_ahead',
    keys: [
      { dimension: 'purpose', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'basis', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  duties: {
    ...things,
    title: 'Duties that fell due',
    counts: ['duty', 'duties'],
    section: 'duties',
    countRule: `Each duty once, on the day by which it had to be done, as it stands now. ${ofHidden}`,
    step: 'duty',
    keys: [
      { dimension: 'duty', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'dutyState', is: "split_part(s.detail, '|', 3)" },
      { dimension: 'dutyOwner', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  unknowns: {
    ...things,
    title: 'What referrers did not know',
    counts: ['answer', 'answers'],
    section: 'learning',
    countRule: `Each fact that a referrer was asked for and did not know when they sent the referral, once, on the day on which it came. What is asked of a person is not asked of a tip about a place. ${ofHidden}`,
    each: `ARRAY(SELECT fact FROM unnest(c.unknowns) AS fact WHERE fact IN (${inList(ofEverybody)}) OR (c.is_person AND fact IN (${inList(ofPerson)})))`,
    keys: [
      { dimension: 'organisation', is: 'c.organisation' },
      { dimension: 'fact', is: 'one' },
    ],
  },
  subjects: {
    ...referral,
    title: 'Referrals of a person, and tips about a place',
    section: 'learning',
    source: serviceAlone,
    countRule: byReferral,
    keys: [
      { dimension: 'organisation', is: 'c.organisation' },
      { dimension: 'subject', is: "CASE WHEN c.is_person THEN 'person' ELSE 'place' END" },
    ],
    where: `c.source = 'service'`,
  },
  overruled: {
    ...things,
    title: 'Rules of the routing that were overruled',
    counts: ['time', 'times'],
    section: 'learning',
    countRule: `Each time that somebody added or changed a queue, once, on that day, with the rule that they say it overrules. ${ofHidden}`,
    step: 'overruled',
    keys: [
      { dimension: 'rule', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'role', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  refused: {
    ...things,
    title: 'What was declined or passed on',
    counts: ['time', 'times'],
    section: 'learning',
    countRule: `Each time that a queue declined a referral, or an organisation passed a hand-over on to another, once, on that day. What was undone does not count. Hand-overs are in the queue of the National Referral Mechanism. ${ofHidden}`,
    step: 'refused',
    keys: [
      { dimension: 'refusal', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'organisation', is: "split_part(s.detail, '|', 2)" },
      {
        dimension: 'refusalReason',
        is: "split_part(s.detail, '|', 1) || ':' || split_part(s.detail, '|', 3)",
      },
      { dimension: 'queue', is: "split_part(s.detail, '|', 4)" },
    ],
  },
  blocked: {
    ...things,
    title: 'Contact that was not safe',
    counts: ['time', 'times'],
    section: 'learning',
    countRule: `Each time that somebody was stopped from contacting the person in a way that was not safe then, once, on that day, and each time that they gave a reason and went on, which says why it was not safe. ${ofHidden}`,
    step: 'blocked',
    keys: [
      { dimension: 'blockedBecause', is: "split_part(s.detail, '|', 1)" },
      { dimension: 'blockedEnd', is: "split_part(s.detail, '|', 2)" },
    ],
  },
  waited: {
    ...things,
    title: 'Time that cases waited',
    counts: ['wait', 'waits'],
    section: 'learning',
    measure: 'minutes',
    countRule: `Each wait for the referrer, or until a date, once it has ended, on the day on which it ended, day and night. ${roundedUp} A wait that was undone does not count. ${ofHidden}`,
    step: 'waited',
    keys: [{ dimension: 'wait', is: 's.detail' }],
  },
} as const satisfies Readonly<Record<string, Definition>>
