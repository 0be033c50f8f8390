/** What is typed into a form. A day is typed as days from the day of the step: `{ until: 14 }`. */
export type Typed = Readonly<Record<string, string | number>>

/** One step of a case's past: who, how long after the step before, what they do, and what they type. */
export type PathStep = readonly [by: string, after: string, does: string, typed?: Typed]

export const police: readonly PathStep[] = [
  ['officer', '25m', 'POLICE accept'],
  [
    'officer',
    '5h',
    'settle crime_record',
    { settledAs: 'done', reference: '41/{n}/26', words: 'Recorded by the control room.' },
  ],
]

export const beacon: readonly PathStep[] = [
  ['beacon', '3h', 'BEACON accept'],
  ['beacon', '20h', 'outcome beacon', { value: 'accepted', decidedOn: 0, decidedBy: 'The person' }],
]

const deskOf = (desk: string): readonly PathStep[] => [
  [desk, '2h', 'NRM accept'],
  [desk, '20h', 'NRM confirm_consent', { confirm: 'yes' }],
  [desk, '2h', 'NRM submit', { reference: 'NRM-26-{n}' }],
]

export const childDesk: readonly PathStep[] = [
  ['referrer', '1h', 'settle childrens_social_care', told('The duty team took it by phone.')],
  ['desk', '2h', 'NRM accept'],
  ['desk', '6h', 'NRM submit', { reference: 'NRM-26-{n}' }],
]

export const asked: Typed = {
  language: 'English',
  interpreter: 'none',
  setting: 'phone',
  said: 'Not now. Maybe later.',
}

export function told(words: string): Typed {
  return { settledAs: 'done', words }
}

export const decided = (value: string, after: string): PathStep => [
  'desk',
  after,
  'outcome nrm',
  { value, decidedOn: 0, decidedBy: 'Single Competent Authority' },
]

export const nrm: readonly PathStep[] = [...police, ...beacon, ...deskOf('desk')]

export const asksForData = (kind: string, askedBy: string, after = '10d'): PathStep => [
  'lead',
  after,
  'data request',
  { kind, askedBy, identityChecked: 'document', words: 'Came to the office with it.' },
]
export const close = (by: string, queue: string, reason: string, after = '1d'): PathStep => [
  by,
  after,
  `${queue} close`,
  { reason },
]

export const investigation = (value: string, decidedBy = 'Police'): PathStep => [
  'officer',
  '2d',
  'outcome police',
  { value, decidedOn: 0, decidedBy },
]

/** What the police do about an adult who refuses and is not at risk: the duty is met, the report is kept. */
export const keptAsInformation: readonly PathStep[] = [
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
export const policeClose: readonly PathStep[] = [
  investigation('safeguarding_only'),
  close('officer', 'POLICE', 'safeguarding_only', '2h'),
]
