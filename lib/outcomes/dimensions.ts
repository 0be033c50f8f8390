import { roles } from '@/lib/access/roles'
import { showExploitation } from '@/lib/casework/exploitation'
import { dutyKinds, duties } from '@/lib/casework/duties'
import { trackNames, trackOf } from '@/lib/casework/outcomes'
import { reasons } from '@/lib/casework/reasons'
import { transitions } from '@/lib/casework/transitions'
import { answersInWords } from '@/lib/consent/asking'
import { bases } from '@/lib/consent/bases'
import { purposeNames, purposeOf } from '@/lib/consent/purposes'
import { becauses } from '@/lib/contact/allowance'
import { county } from '@/lib/county/county'
import { genders, sources } from '@/lib/imports/options'
import { nationalities } from '@/lib/referral/nationalities'
import { questions } from '@/lib/referral/questions'
import { exploitationTypes } from '@/lib/routing/facts'
import { organisationTypes } from '@/lib/routing/organisation-types'
import { policy } from '@/lib/routing/policy'
import { priorities, queues } from '@/lib/routing/queues'
import { askedFact, askedFactNames } from './asked-facts'

/** What a figure is broken down by. Codes stand in the order in which they are told. */
export interface Dimension {
  readonly label: string
  readonly values: Readonly<Record<string, string>>
}

const labelled = <Option extends { readonly label: string }>(
  options: Readonly<Record<string, Option>>,
) => Object.fromEntries(Object.entries(options).map(([code, { label }]) => [code, label]))

const notKnown = 'Not known'

const organisations = {
  ...Object.fromEntries(county.organisations.map(({ slug, name }) => [slug, name])),
  ...Object.fromEntries(
    Object.entries(organisationTypes).map(([type, { label }]) => [
      `type:${type}`,
      `${label}, not named in the list`,
    ]),
  ),
}

/** Reasons of several lists, each with the name of its list before its code: "hold:interpreter". */
const reasonsOf = (lists: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.fromEntries(
    Object.entries(lists).flatMap(([list, codes]) =>
      Object.entries(codes).map(([code, label]) => [`${list}:${code}`, label]),
    ),
  )

const waits = {
  ...Object.fromEntries(
    Object.entries(reasons.ask).map(([code, label]) => [`ask:${code}`, `The referrer: ${label}`]),
  ),
  ...reasonsOf({ hold: reasons.hold }),
}

/** Each thing that figures are broken down by, with the words of its codes. */
export const dimensions = {
  area: {
    label: 'District',
    values: {
      ...Object.fromEntries(county.areas.map(({ slug, name }) => [slug, name])),
      elsewhere: `Outside ${county.name}`,
      unknown: 'Elsewhere or not known',
    },
  },
  organisation: { label: 'Organisation', values: organisations },
  organisationType: { label: 'Kind of organisation', values: labelled(organisationTypes) },
  exploitation: {
    label: 'Type of exploitation',
    values: Object.fromEntries(
      exploitationTypes.map((type) => [
        type,
        type === 'unknown' ? notKnown : showExploitation([type]),
      ]),
    ),
  },
  gender: { label: 'Gender', values: labelled(genders) },
  nationality: {
    label: 'Nationality',
    values: { ...nationalities, other: 'Another nationality', unknown: notKnown },
  },
  ageGroup: {
    label: 'Age group',
    values: { adult: 'Adult', child: 'Child', uncertain: 'Age not certain' },
  },
  ageWhenExploited: {
    label: 'Age when exploited',
    values: { adult: 'Adult', child: 'Child', unknown: notKnown },
  },
  place: {
    label: 'Place of exploitation',
    values: {
      hertfordshire: `In ${county.name}`,
      elsewhere_uk: 'Elsewhere in the UK',
      overseas: 'Overseas',
      unknown: notKnown,
    },
  },
  route: {
    label: 'Where it went',
    values: {
      nrm: 'National Referral Mechanism',
      duty_to_notify: 'Duty to notify',
      support: `Support from ${county.victimCareCentre}`,
      police: 'Police only',
      waiting: 'Waits until the person is asked',
    },
  },
  queue: {
    label: 'Queue',
    values: {
      ...Object.fromEntries(Object.entries(queues).map(([code, { name }]) => [code, name])),
      HOLD: 'On hold',
    },
  },
  priority: { label: 'How soon', values: { ...labelled(priorities), unknown: notKnown } },
  report: { label: 'How the report came', values: labelled(sources) },
  stage: {
    label: 'Step',
    values: {
      received: 'Received',
      accepted: 'Accepted by a queue',
      submitted: 'Sent to the Home Office, or notified',
      reasonable_grounds: 'Positive reasonable grounds decision',
      conclusive_grounds: 'Positive conclusive grounds decision',
      support: 'Support in place',
    },
  },
  timely: {
    label: 'In time',
    values: { in_time: 'In time', late: 'Late', unknown: 'No time was set' },
  },
  yesNo: { label: 'Answer', values: { yes: 'Yes', no: 'No' } },
  purpose: {
    label: 'Purpose',
    values: Object.fromEntries(purposeNames.map((name) => [name, purposeOf(name).label])),
  },
  consentAnswer: {
    label: 'Answer',
    values: answersInWords,
  },
  outcome: {
    label: 'Outcome',
    values: Object.fromEntries(
      trackNames.flatMap((track) =>
        Object.entries(trackOf(track).values).map(([value, { label }]) => [
          `${track}:${value}`,
          label,
        ]),
      ),
    ),
  },
  duty: {
    label: 'Duty',
    values: Object.fromEntries(dutyKinds.map((kind) => [kind, duties[kind].label])),
  },
  dutyState: {
    label: 'How it stands',
    values: {
      in_time: 'Done in time',
      late: 'Done late',
      unmet: 'Not done',
      not_needed: 'Not needed',
    },
  },
  dutyOwner: {
    label: 'Whose',
    values: {
      ...organisations,
      POLICE: `Those who work the ${queues.POLICE.name} queue`,
      HOLD: roles.safeguarding_lead,
      unknown: notKnown,
    },
  },
  releaseKind: {
    label: 'Answer',
    values: {
      agreed: 'Told, by two people',
      emergency: 'Told in an emergency, by one',
      refused: 'Not told',
    },
  },
  basis: {
    label: 'Basis',
    values: { ...labelled(bases), routing: 'Somebody is in danger: by the routing' },
  },
  fact: {
    label: 'Question',
    values: Object.fromEntries(
      askedFactNames.map((name) => [name, questions[askedFact(name).question].ask]),
    ),
  },
  subject: {
    label: 'About',
    values: { person: 'A person', place: 'A place, or people nobody has met' },
  },
  rule: {
    label: 'Rule',
    values: {
      ...Object.fromEntries(
        policy.flatMap(({ rules }) => rules).map(({ id, because }) => [id, `${id}: ${because}`]),
      ),
      none: 'No rule was named',
    },
  },
  role: { label: 'By', values: roles },
  refusal: {
    label: 'What was done',
    values: { decline: transitions.decline.done, pass_on: transitions.pass_on.done },
  },
  refusalReason: {
    label: 'Reason',
    values: reasonsOf({ decline: reasons.decline, pass_on: reasons.pass_on }),
  },
  blockedBecause: {
    label: 'Why it was not safe',
    values: { ...becauses, unknown: 'Not recorded' },
  },
  blockedEnd: {
    label: 'What was done',
    values: { stopped: 'They were stopped', overruled: 'They gave a reason and went on' },
  },
  wait: { label: 'What for', values: waits },
} as const satisfies Readonly<Record<string, Dimension>>

export type DimensionName = keyof typeof dimensions

/** The words of a code; the code itself where it is not known any more. */
export const labelOf = (dimension: DimensionName, code: string): string =>
  (dimensions[dimension].values as Readonly<Record<string, string>>)[code] ?? code
