import { queues, type Destination, type Queue } from '@/lib/routing/queues'
import type { Actor } from './actor'
import { may, maySeeQueue } from './permissions'

const queueNames = Object.keys(queues) as Queue[]

/** The address of a queue's page, and of what is on hold. */
export const queuePath = (queue: Destination) => `/queues/${queue.toLowerCase()}`

/** Where an actor can go: derived from what they may do. */
export const navigationOf = (actor: Pick<Actor, 'role'>) => [
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
  ...(may(actor, 'review-outcomes')
    ? [
        { label: 'Overruled', href: '/overruled' },
        { label: 'Releases', href: '/releases' },
        { label: 'Openings', href: '/openings' },
      ]
    : []),
  ...(may(actor, 'see-restricted-cases') ? [{ label: 'Kept cases', href: '/restricted' }] : []),
  ...(may(actor, 'manage-accounts')
    ? [
        { label: 'Accounts', href: '/people' },
        { label: 'Messages', href: '/messages' },
      ]
    : []),
  ...(may(actor, 'agree-to-account-changes') && !may(actor, 'manage-accounts')
    ? [{ label: 'Account changes', href: '/people/requests' }]
    : []),
  ...(may(actor, 'agree-to-disposal')
    ? [
        { label: 'Retention', href: '/retention' },
        { label: 'Data requests', href: '/data-requests' },
      ]
    : []),
  ...(may(actor, 'import-past-referrals') ? [{ label: 'Past referrals', href: '/imports' }] : []),
  ...(may(actor, 'read-events') ? [{ label: 'Audit trail', href: '/events' }] : []),
  ...(may(actor, 'export-data') || may(actor, 'agree-to-exports')
    ? [{ label: 'Files', href: '/exports' }]
    : []),
  ...(may(actor, 'refer') ? [{ label: 'Prompt sheet', href: '/prompt-sheet' }] : []),
  { label: 'Your settings', href: '/settings' },
  { label: 'Contacts', href: '/contacts' },
]

/** The page that an actor lands on after signing in. */
export const homeOf = (actor: Pick<Actor, 'role'>) => navigationOf(actor)[0]?.href ?? '/contacts'
