import { safeToRing } from './demonstration-contact'

/** What is typed into a form. A day is typed as days from the day of the step: `{ until: 14 }`. */
export type Typed = Readonly<Record<string, string | number>>

/** One step of a case's past: who, how long after the step before, what they do, and what they type. */
export type PathStep = readonly [by: string, after: string, does: string, typed?: Typed]

const police: readonly PathStep[] = [
  ['officer', '25m', 'POLICE accept'],
  [
    'officer',
    '5h',
    'settle crime_record',
    { settledAs: 'done', reference: '41/{n}/26', words: 'Recorded by the control room.' },
  ],
]

const beacon: readonly PathStep[] = [
  ['beacon', '3h', 'BEACON accept'],
  ['beacon', '20h', 'outcome beacon', { value: 'accepted', decidedOn: 0, decidedBy: 'The person' }],
]

const deskOf = (desk: string): readonly PathStep[] => [
  [desk, '2h', 'NRM accept'],
  [desk, '20h', 'NRM confirm_consent', { confirm: 'yes' }],
  [desk, '2h', 'NRM submit', { reference: 'NRM-26-{n}' }],
]

const childDesk: readonly PathStep[] = [
  ['referrer', '1h', 'settle childrens_social_care', told('The duty team took it by phone.')],
  ['desk', '2h', 'NRM accept'],
  ['desk', '6h', 'NRM submit', { reference: 'NRM-26-{n}' }],
]

const asked: Typed = {
  language: 'English',
  interpreter: 'none',
  setting: 'phone',
  said: 'Not now. Maybe later.',
}

function told(words: string): Typed {
  return { settledAs: 'done', words }
}

const decided = (value: string, after: string): PathStep => [
  'desk',
  after,
  'outcome nrm',
  { value, decidedOn: 0, decidedBy: 'Single Competent Authority' },
]

const nrm: readonly PathStep[] = [...police, ...beacon, ...deskOf('desk')]
const close = (by: string, queue: string, reason: string, after = '1d'): PathStep => [
  by,
  after,
  `${queue} close`,
  { reason },
]

const investigation = (value: string, decidedBy = 'Police'): PathStep => [
  'officer',
  '2d',
  'outcome police',
  { value, decidedOn: 0, decidedBy },
]

/** What the police do about an adult who refuses and is not at risk: the duty is met, the report is kept. */
const keptAsInformation: readonly PathStep[] = [
  ['officer', '3h', 'POLICE accept'],
  [
    'notifier',
    '1d',
    'settle duty_to_notify',
    {
      settledAs: 'anonymous',
      reference: 'DN-{n}',
      words: 'Sent through the Home Office form, without a name.',
    },
  ],
  investigation('intelligence_only'),
  close('officer', 'POLICE', 'information_only', '2h'),
]

/** Nothing is left for the police to do while the Home Office decides. */
const policeClose: readonly PathStep[] = [
  investigation('safeguarding_only'),
  close('officer', 'POLICE', 'safeguarding_only', '2h'),
]

/** Every path that a case of the demonstration takes, by the real verbs. */
// prettier-ignore
export const demonstrationPaths: Readonly<Record<string, readonly PathStep[]>> = {
  waits_for_desk: police,
  desk_accepted: [...police, ['desk', '2h', 'NRM accept']],
  submitted: nrm,
  recovering: [
    ...nrm, ...policeClose,
    decided('rg_positive', '5d'),
    ['beacon', '1d', 'goal', { words: 'A room of my own and my papers back.' }],
    ['beacon', '1h', 'contact plan', safeToRing('07700 900612')],
    ['beacon', '2h', 'contact phone', { outcome: 'unsafe', override: 'danger', overrideWords: 'A neighbour heard shouting.', words: 'A man took the phone from her and asked who we were.' }],
  ],
  positive: [
    ...nrm,
    decided('rg_positive', '5d'),
    investigation('under_investigation'),
    decided('cg_positive', '41d'),
    close('desk', 'NRM', 'decided'),
    investigation('nobody_identified'),
    close('officer', 'POLICE', 'investigation_ended'),
  ],
  conclusive_negative: [
    ...nrm, ...policeClose,
    decided('rg_positive', '6d'),
    decided('cg_negative', '50d'),
    close('desk', 'NRM', 'decided'),
  ],
  negative: [...nrm, ...policeClose, decided('rg_negative', '7d')],
  reconsidered: [
    ...nrm, ...policeClose,
    decided('rg_negative', '7d'),
    decided('reconsideration_requested', '14d'),
    decided('reconsideration_accepted', '9d'),
    decided('rg_positive', '3d'),
  ],
  withdrawn: [
    ...nrm, ...policeClose,
    ['desk', '12d', 'withdraw nrm', asked],
    ['desk', '3h', 'answer recall', { as: 'kept', basis: 'legal_duty', words: 'The Home Office was told. Our record of what was sent stays.' }],
    decided('withdrawn', '2h'),
    close('desk', 'NRM', 'withdrawn'),
  ],
  changed_their_mind: [...police, ['referrer', '1d', 'withdraw nrm', asked]],
  took_support_back: [
    ...police,
    ['beacon', '3h', 'BEACON accept'],
    ['referrer', '1d', 'withdraw support', asked],
    ['beacon', '1d', 'answer recall', { as: 'destroyed', words: 'Phone number deleted, notes shredded.' }],
  ],
  went_ahead: [
    ['officer', '2h', 'POLICE accept'],
    ['lead', '20h', 'override', { purpose: 'support', basis: 'serious_harm', words: 'Two threats in a week. Agreed with adult safeguarding.' }],
  ],
  handed_to_charity: [
    ['desk', '3h', 'NRM pass_on', { reason: 'person_asks', handler: 'the-salvation-army' }],
    ['desk.salvationarmy', '4h', 'NRM accept'],
    ['desk.salvationarmy', '1d', 'NRM confirm_consent', { confirm: 'yes' }],
  ],
  passed_to_district: [
    ...police,
    ['desk', '2h', 'NRM pass_on', { reason: 'no_capacity', handler: 'stevenage-council' }],
    ['desk.stevenage', '5h', 'NRM accept'],
  ],
  child_submitted: [...police, ...childDesk],
  child_recovering: [...police, ...childDesk, ...policeClose, decided('rg_positive', '5d')],
  child_positive: [
    ...police,
    ...childDesk,
    ['lead', '1d', 'outcome safeguarding', { value: 's47_started', decidedOn: 0, decidedBy: 'Children’s services' }],
    decided('rg_positive', '4d'),
    ['lead', '9d', 'outcome safeguarding', { value: 'plan_in_place', decidedOn: 0, decidedBy: 'Children’s services' }],
    decided('cg_positive', '38d'),
    close('desk', 'NRM', 'decided'),
    investigation('charged', 'Crown Prosecution Service'),
    close('officer', 'POLICE', 'investigation_ended'),
  ],
  notified: keptAsInformation,
  notify_overdue: [['officer', '3h', 'POLICE accept']],
  investigated_withheld: [
    ['officer', '1h', 'POLICE accept'],
    ['officer', '3h', 'note', { type: 'visit', readers: 'queue', words: 'The site is still working. Two vans, same crew.' }],
    investigation('under_investigation'),
  ],
  police_accepted: [['officer2', '40m', 'POLICE accept']],
  needs_met: [
    ...keptAsInformation,
    ...beacon,
    ['beacon', '1d', 'goal', { words: 'Lessons in English.' }],
    ['beacon', '1d', 'outcome beacon', { value: 'in_support', decidedOn: 0, decidedBy: 'Beacon' }],
    ['beacon', '42d', 'goal met', { met: 'yes' }],
    ['beacon', '1h', 'outcome beacon', { value: 'closed_needs_met', decidedOn: 0, decidedBy: 'The person' }],
    close('beacon', 'BEACON', 'needs_met', '1h'),
  ],
  in_support: [
    ...keptAsInformation,
    ...beacon,
    ['beacon', '1d', 'goal', { words: 'To sleep without the light on.' }],
    ['beacon', '2h', 'outcome beacon', { value: 'in_support', decidedOn: 0, decidedBy: 'Beacon' }],
    ['beacon', '1h', 'contact plan', safeToRing('07700 900611')],
    ['beacon', '1d', 'contact phone', { outcome: 'no_answer', override: 'asked', overrideWords: 'She asked us to try as soon as we could.' }],
  ],
  cannot_reach: [
    ...keptAsInformation,
    ['beacon2', '2h', 'BEACON accept'],
    ['beacon2', '2d', 'contact plan', { anyWay: 'no', confirmedWith: 'professional' }],
    ['beacon2', '3d', 'outcome beacon', { value: 'unable_to_contact_safely', decidedOn: 0, decidedBy: 'Beacon' }],
    ['beacon2', '1h', 'BEACON hold', { reason: 'safe_moment', until: 40 }],
  ],
  stepped_back: [
    ...keptAsInformation,
    ...beacon,
    ['beacon', '20d', 'outcome beacon', { value: 'closed_disengaged', decidedOn: 0, decidedBy: 'The person' }],
    close('beacon', 'BEACON', 'disengaged', '1h'),
  ],
  beacon_accepted: [...keptAsInformation, ['beacon2', '3h', 'BEACON accept']],
  shared_for_housing: [
    ...keptAsInformation,
    ...beacon,
    ['beacon', '2h', 'share', { kind: 'referral', to: 'stevenage-council', purpose: 'housing', basis: 'consent', until: 60, words: 'A place near the college, please.' }],
    ['referrer.district', '1d', 'accept share'],
  ],
  charged: [
    ...nrm,
    ['officer', '2h', 'settle reception_centre', told('Opened at the leisure centre for two nights.')],
    decided('rg_positive', '4d'),
    investigation('under_investigation'),
    investigation('charged', 'Crown Prosecution Service'),
  ],
  night_rescue: [
    ['officer', '6m', 'POLICE accept'],
    ['officer', '50m', 'note', { type: 'visit', readers: 'workers', words: 'Everybody is out and safe. Interpreter by phone.' }],
    ['referrer', '1h', 'settle safe_accommodation', told('The Salvation Army found a bed.')],
    ...nrm.slice(1),
    decided('rg_positive', '5d'),
  ],
  asked: [
    ['officer2', '30m', 'POLICE accept'],
    ['officer2', '20m', 'POLICE ask', { reason: 'place', words: 'Which entrance do they use, and when?' }],
  ],
  answered: [
    ['officer', '30m', 'POLICE ask', { reason: 'contact', words: 'When is it safe for you to call?' }],
    ['referrer', '20h', 'POLICE answer', { words: 'Between ten and noon, on my work phone.' }],
    ['officer', '2h', 'POLICE accept'],
  ],
  held: [
    ['officer', '1h', 'POLICE accept'],
    ['officer', '2h', 'POLICE hold', { reason: 'operation', until: 21, words: 'With the regional unit.' }],
  ],
  lowering: [
    ['officer', '1h', 'POLICE accept'],
    ['officer', '1d', 'POLICE ask_to_lower', { reason: 'safe_now', words: 'Moved in with family elsewhere.' }],
  ],
  raised: [
    ['officer2', '20m', 'POLICE accept'],
    ['officer2', '30m', 'POLICE raise'],
  ],
  nobody_identified: [
    ['officer', '1h', 'POLICE accept'],
    investigation('under_investigation'),
    ['supervisor', '30d', 'outcome police', { value: 'nobody_identified', decidedOn: 0, decidedBy: 'Police' }],
    close('officer', 'POLICE', 'investigation_ended'),
  ],
  declined: [
    ['officer', '4h', 'POLICE decline', { reason: 'no_indicators', signpost: 'adult-safeguarding', words: 'This is a dispute about pay. The adviser can help with a claim.' }],
  ],
  declined_reopened: [
    ['officer', '4h', 'POLICE decline', { reason: 'too_little', signpost: 'none', words: 'We need to know where it is.' }],
    ['supervisor', '6d', 'POLICE reopen', { reason: 'new_information' }],
  ],
  overdue: [],
  waits_for_consent: [['lead', '4h', 'HOLD accept']],
  consent_given_later: [
    ['lead', '4h', 'HOLD accept'],
    ['referrer', '1d', 'correct consentNrm', { consentNrm: 'given', why: 'An interpreter came and we asked again.' }],
    ['desk', '3h', 'NRM accept'],
  ],
  capacity_assessed: [
    ['lead', '5h', 'HOLD accept'],
    ['referrer', '1d', 'settle capacity_assessment', told('The memory clinic assessed it.')],
  ],
  moved_to_police: [
    ['lead', '2h', 'HOLD accept'],
    ['lead', '1d', 'HOLD move', { reason: 'risk_changed', to: 'POLICE', rule: 'B15', words: 'A van was outside the hostel twice.' }],
    ['officer2', '30m', 'POLICE accept'],
  ],
  police_added: [
    ['lead', '3h', 'HOLD accept'],
    ['lead', '2d', 'HOLD add_queue', { reason: 'new_information', to: 'POLICE', rule: 'B15', words: 'The adviser saw the advert again.' }],
    ['officer', '1h', 'POLICE accept'],
    ...policeClose,
  ],
  waits_for_capacity: [],
  corrected: [
    ...police,
    ['referrer', '3h', 'correct contactPhone', { contactPhone: '07700 900599', why: 'A digit was wrong.' }],
  ],
  linked: [...police, ['officer', '1h', 'link Andrei', { kind: 'same_family' }]],
  conference: [
    ...police,
    ...childDesk, ...policeClose,
    ['lead', '1d', 'conference', { heldOn: 0, who: 'Children’s services, police, school, health', decisions: 'A strategy discussion was held. A section 47 enquiry begins.', actions: 'Police: safeguard the phone. School: a trusted adult each morning.', readers: 'workers' }],
    ['lead', '2h', 'outcome safeguarding', { value: 's47_started', decidedOn: 0, decidedBy: 'Children’s services' }],
  ],
}
