import type { Actor } from './actor'
import { may, type Permission } from './permissions'

/** The parts of the page that lists what oversees, in order. */
export const oversightParts = {
  better: 'Getting better',
  decisions: 'Decisions to look at',
  people: 'People and accounts',
  data: 'Lists and files',
} as const

export interface OversightPage {
  readonly part: keyof typeof oversightParts
  readonly label: string
  readonly href: string
  /** What it is for, in a line. */
  readonly says: string
  /** Who has it: whoever may do one of these, and none of those. */
  readonly may: readonly Permission[]
  readonly mayNot?: readonly Permission[]
}

/** The pages from which somebody oversees what others do. A new one joins here. */
export const oversight: readonly OversightPage[] = [
  {
    part: 'better',
    label: 'Learning',
    href: '/learning',
    says: 'What is often not known, refused, overruled or waited for, and by whom it is done well',
    may: ['read-report'],
  },
  {
    part: 'better',
    label: 'Routing policy',
    href: '/policy',
    says: 'The rules that say where a referral goes, and what a change of them would move',
    may: ['read-policy'],
  },
  {
    part: 'better',
    label: 'Audits of cases',
    href: '/audits',
    says: 'Look through a few cases, chosen by chance, and note what was done well',
    may: ['review-outcomes'],
  },
  {
    part: 'better',
    label: 'Not done in time',
    href: '/audits/unmet',
    says: 'Duties that are not done or overdue, by organisation',
    may: ['read-report'],
  },
  {
    part: 'decisions',
    label: 'Overruled',
    href: '/overruled',
    says: 'Where somebody overruled the routing, and why',
    may: ['review-outcomes'],
  },
  {
    part: 'decisions',
    label: 'Releases',
    href: '/releases',
    says: 'When police asked who somebody is: decide, and look at emergencies afterwards',
    may: ['review-outcomes'],
  },
  {
    part: 'decisions',
    label: 'Openings',
    href: '/openings',
    says: 'Who opened cases that were not theirs, and the reason that they gave',
    may: ['review-outcomes'],
  },
  {
    part: 'decisions',
    label: 'Kept cases',
    href: '/restricted',
    says: 'Which cases are kept from whom, and where they went instead',
    may: ['see-restricted-cases'],
  },
  {
    part: 'people',
    label: 'Account changes',
    href: '/people/requests',
    says: 'Changes of accounts that wait for a second person',
    may: ['agree-to-account-changes'],
    mayNot: ['manage-accounts'],
  },
  {
    part: 'people',
    label: 'Data requests',
    href: '/data-requests',
    says: 'People who asked for what is kept about them',
    may: ['agree-to-disposal'],
  },
  {
    part: 'people',
    label: 'Retention',
    href: '/retention',
    says: 'Referrals whose time is over, and what must not be erased',
    may: ['agree-to-disposal'],
  },
  {
    part: 'data',
    label: 'Past referrals',
    href: '/imports',
    says: 'Lists from before this service, for figures that go back further',
    may: ['import-past-referrals'],
  },
  {
    part: 'data',
    label: 'Files',
    href: '/exports',
    says: 'What was taken away as a file, and what waits for a second person',
    may: ['export-data', 'agree-to-exports'],
  },
]

/** The pages from which an actor oversees. */
export const oversightOf = (actor: Pick<Actor, 'role'>): readonly OversightPage[] =>
  oversight.filter(
    (page) =>
      page.may.some((permission) => may(actor, permission)) &&
      !page.mayNot?.some((permission) => may(actor, permission)),
  )
