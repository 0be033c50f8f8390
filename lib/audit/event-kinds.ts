import { events, type EventType } from './events'

interface Group {
  readonly label: string
  /** What stands before the dot in the names of its events. */
  readonly about: readonly string[]
}

/** The events by what they are about. One that no group names is among the others. */
const groups = {
  signing_in: {
    label: 'Signing in',
    about: ['session', 'sign_in', 'second_factor', 'recovery_code', 'password', 'provider'],
  },
  accounts: { label: 'Accounts', about: ['account', 'token'] },
  referrals: {
    label: 'Referrals',
    about: ['draft', 'referral', 'details', 'answer', 'evidence'],
  },
  casework: {
    label: 'Casework',
    about: ['item', 'action', 'question', 'priority', 'routing', 'hand_over', 'queue', 'search'],
  },
  notes: { label: 'Notes and conferences', about: ['note', 'conference'] },
  outcomes: {
    label: 'Duties and outcomes',
    about: ['nrm', 'duty', 'duty_pack', 'text', 'outcome', 'goal'],
  },
  consent: { label: 'Consent and contact', about: ['consent', 'recall', 'contact'] },
  sharing: { label: 'Shared and linked cases', about: ['share', 'cases'] },
  sight: {
    label: 'Who may see a case',
    about: ['case', 'openings', 'identity', 'receipts', 'paper', 'access'],
  },
  files: { label: 'Files, lists and packs', about: ['export', 'import'] },
  life: {
    label: 'What is kept and for how long',
    about: ['disposal', 'hold', 'data', 'data_request'],
  },
  reports: {
    label: 'Reports, audits and the policy',
    about: ['report', 'figure', 'learning', 'audit', 'audits', 'digest', 'policy'],
  },
  trail: { label: 'The audit trail', about: ['events', 'trail'] },
  others: { label: 'Others', about: [] },
} as const satisfies Readonly<Record<string, Group>>

type GroupName = keyof typeof groups

export const groupNames = Object.keys(groups) as GroupName[]

const isType = (text: string): text is EventType => Object.hasOwn(events, text)
const isGroup = (text: string): text is GroupName => Object.hasOwn(groups, text)

const types = Object.keys(events).filter(isType)

const groupOf = (type: EventType): GroupName => {
  const [about = ''] = type.split('.')
  return groupNames.find((name) => (groups[name] as Group).about.includes(about)) ?? 'others'
}

/** What can be chosen to be seen alone: a whole group, or one kind of event. */
export const kinds: readonly { readonly code: string; readonly label: string }[] =
  groupNames.flatMap((name) => {
    const { label } = groups[name]
    const inGroup = types.filter((type) => groupOf(type) === name)
    return [
      { code: name, label: `${label}: all` },
      ...inGroup.map((type) => ({ code: type, label: `${label}: ${events[type]}` })),
    ]
  })

/** The types that a chosen kind stands for; `undefined` where it is none. */
export const typesOf = (kind: string): readonly EventType[] | undefined => {
  if (isGroup(kind)) return types.filter((type) => groupOf(type) === kind)
  return isType(kind) ? [kind] : undefined
}

/**
 * What an auditor looks for first. Opening a case outside one's own work must be justified: Data
 * Protection Act 2018 s.62(2) and (3).
 */
export const concerns = {
  refusals: 'What was refused',
  outside: 'Opened outside their own work',
  overrides: 'A rule was overruled',
} as const

export type Concern = keyof typeof concerns

export const isConcern = (text: string): text is Concern => Object.hasOwn(concerns, text)

const outside: readonly EventType[] = ['case.opened', 'openings.many']

/** The types that a concern is about. */
export const typesOfConcern = (concern: Concern): readonly EventType[] => {
  if (concern === 'outside') return outside
  const ending = concern === 'refusals' ? /[._]refused$/ : /[._]overridden$/
  return types.filter((type) => ending.test(type))
}

/** How an event reads; an older kind, that is recorded no more, by its name. */
export const showType = (type: string) => (isType(type) ? events[type] : type)
