import type { Queue } from '@/lib/routing/queues'
import type { Actor } from './actor'
import type { Role } from './roles'

/** Everything that a role may be allowed to do, and what it means to a person. */
export const permissions = {
  refer: 'Refer a person',
  'work-nrm-queue': 'Work the NRM queue',
  'work-beacon-queue': 'Work the Beacon queue',
  'work-police-queue': 'Work the police queue',
  'work-a-queue': 'Work cases: accept, ask, hold, move, close',
  'review-outcomes': 'See every queue and the referrals on hold, without names',
  'manage-accounts': 'Add, disable and enable accounts',
  'read-events': 'Read the audit trail, without the values of answers',
  'agree-to-account-changes': 'Agree to a change of an account, as the second person',
  'release-in-emergency': 'Learn who a person is at once, where a life is in danger',
  'keep-cases-from': 'Keep a case from people and organisations',
  'override-consent': 'Let something go ahead without the person’s agreement, with a lawful basis',
  'review-retention': 'Review what is kept too long, and answer people who ask for their data',
  'agree-to-disposal': 'Agree, as the second person, that data is erased or handed out',
} as const

export type Permission = keyof typeof permissions

/** Who may do what. A role that is not named here may do nothing. */
export const granted: Readonly<Record<Role, readonly Permission[]>> = {
  referrer: ['refer'],
  police_triage_officer: ['work-police-queue', 'work-a-queue', 'release-in-emergency'],
  police_supervisor: [
    'work-police-queue',
    'work-a-queue',
    'release-in-emergency',
    'keep-cases-from',
    'override-consent',
  ],
  beacon_worker: ['work-beacon-queue', 'work-a-queue'],
  first_responder_desk: ['work-nrm-queue', 'work-a-queue'],
  safeguarding_lead: [
    'agree-to-account-changes',
    'review-outcomes',
    'work-a-queue',
    'keep-cases-from',
    'override-consent',
    'review-retention',
    'agree-to-disposal',
  ],
  administrator: ['manage-accounts', 'agree-to-account-changes', 'agree-to-disposal'],
  auditor: ['read-events'],
}

const workOf: Readonly<Record<Queue, Permission>> = {
  NRM: 'work-nrm-queue',
  BEACON: 'work-beacon-queue',
  POLICE: 'work-police-queue',
}

/** Whether an actor may do something. The default is no. */
export const may = (actor: Pick<Actor, 'role'>, permission: Permission) =>
  granted[actor.role].includes(permission)

/** Whether an actor may open the page of a queue. */
export const maySeeQueue = (actor: Pick<Actor, 'role'>, queue: Queue) =>
  may(actor, workOf[queue]) || may(actor, 'review-outcomes')
