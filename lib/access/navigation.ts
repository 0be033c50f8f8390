import { queues, type Destination, type Queue } from '@/lib/routing/queues'
import type { Actor } from './actor'
import { oversightOf } from './oversight'
import { may, maySeeQueue } from './permissions'

const queueNames = Object.keys(queues) as Queue[]

/** The address of a queue's page, and of what is on hold. */
export const queuePath = (queue: Destination) => `/queues/${queue.toLowerCase()}`

/** A place that an actor can go to. */
export interface Place {
  readonly label: string
  readonly href: string
  /** Other addresses that are a part of it. */
  readonly covers?: readonly string[]
}

/** More pages than these are listed on one page, so that the others are found in a row of links. */
const mostApart = 4

const overseeing = (actor: Pick<Actor, 'role'>): readonly Place[] => {
  const pages = oversightOf(actor).map(({ label, href }) => ({ label, href }))
  const covers = pages.map(({ href }) => href)
  return pages.length > mostApart ? [{ label: 'Oversight', href: '/oversight', covers }] : pages
}

/** Where an actor can go: derived from what they may do. */
export const navigationOf = (actor: Pick<Actor, 'role'>): readonly Place[] => [
  ...(may(actor, 'read-report')
    ? [{ label: 'Outcomes', href: '/outcomes', covers: ['/report'] }]
    : []),
  ...(may(actor, 'refer') ? [{ label: 'Your referrals', href: '/refer' }] : []),
  ...(may(actor, 'review-outcomes') ? [{ label: 'On hold', href: queuePath('HOLD') }] : []),
  ...queueNames
    .filter((queue) => maySeeQueue(actor, queue))
    .map((queue) => ({ label: `${queues[queue].name} queue`, href: queuePath(queue) })),
  ...(may(actor, 'refer') || may(actor, 'work-a-queue')
    ? [
        { label: 'Duties', href: '/duties' },
        { label: 'Shared cases', href: '/shares' },
        { label: 'Asked back', href: '/recalls' },
      ]
    : []),
  ...(may(actor, 'manage-accounts')
    ? [
        { label: 'Accounts', href: '/people' },
        { label: 'Messages', href: '/messages' },
      ]
    : []),
  ...(may(actor, 'read-events') ? [{ label: 'Audit trail', href: '/events' }] : []),
  ...overseeing(actor),
  ...(may(actor, 'refer') ? [{ label: 'Prompt sheet', href: '/prompt-sheet' }] : []),
  { label: 'Your settings', href: '/settings' },
  { label: 'Contacts', href: '/contacts' },
]

/** The page that an actor lands on after signing in. */
export const homeOf = (actor: Pick<Actor, 'role'>) => navigationOf(actor)[0]?.href ?? '/contacts'

const isWithin = (path: string, href: string) => path === href || path.startsWith(`${href}/`)

/** Whether a page is the place itself, or a part of it. Under the first of all are pages of the others too. */
export const isAt = (actor: Pick<Actor, 'role'>, { href, covers = [] }: Place, path: string) =>
  path === href ||
  (href !== homeOf(actor) && isWithin(path, href)) ||
  covers.some((covered) => isWithin(path, covered))
