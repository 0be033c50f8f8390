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
  'copy-events': 'Take a copy of the audit trail',
  'hand-out-data':
    'Read all that is kept about a person who asked for it, and make the file for them',
  'see-restricted-cases': 'See which cases are kept from whom, and where they went instead',
  'release-identity': 'Decide whether police are told who a person is',
  'change-own-sign-in': 'Change one’s own password, and set up an app for codes',
  'import-past-referrals': 'Import a spreadsheet of past referrals, for figures',
  'export-data': 'Take what one may see away as a file',
  'export-case-data': 'Take facts of cases away, without saying who they are about',
  'agree-to-exports': 'Agree to a large file, as the second person',
  'take-papers': 'Take a paper of a case out of the service, as a file',
  'read-report': 'Read the report for the board, and write what changed and why',
  'take-report': 'Take the report for the board away as a file',
  'follow-figures': 'See which cases are behind a number of the report',
  'read-policy': 'Read the policy of routing',
  'draft-policy': 'Draft another policy of routing, and see what it would change',
  'publish-policy': 'Agree to another policy of routing, as the second person',
  'publish-report': 'Publish figures, with small numbers hidden',
} as const

export type Permission = keyof typeof permissions

/**
 * What is done only by somebody who has proved within a few minutes that it is them: what leaves the
 * service, what is kept from people, and who may sign in. `requirePermission` asks it of every verb
 * that does it. Source: OWASP ASVS 5.0, 7.5.1 and 7.5.3.
 */
export const needsProof = [
  'manage-accounts',
  'agree-to-account-changes',
  'release-in-emergency',
  'copy-events',
  'hand-out-data',
  'see-restricted-cases',
  'release-identity',
  'change-own-sign-in',
  'import-past-referrals',
  'export-data',
  'agree-to-exports',
  'take-papers',
  'publish-policy',
  'publish-report',
] as const satisfies readonly Permission[]

/** What everybody may do. */
const everybodys: readonly Permission[] = ['change-own-sign-in']

/** Who may do what. A role that is not named here may do nothing. */
export const granted: Readonly<Record<Role, readonly Permission[]>> = {
  referrer: ['refer', 'take-papers'],
  police_triage_officer: [
    'work-police-queue',
    'work-a-queue',
    'release-in-emergency',
    'take-papers',
  ],
  police_supervisor: [
    'work-police-queue',
    'work-a-queue',
    'release-in-emergency',
    'keep-cases-from',
    'override-consent',
    'export-data',
    'export-case-data',
    'take-papers',
    'read-policy',
    'publish-policy',
  ],
  beacon_worker: ['work-beacon-queue', 'work-a-queue', 'take-papers', 'export-data'],
  first_responder_desk: [
    'work-nrm-queue',
    'work-a-queue',
    'take-papers',
    'export-data',
    'export-case-data',
  ],
  safeguarding_lead: [
    'agree-to-account-changes',
    'review-outcomes',
    'work-a-queue',
    'keep-cases-from',
    'override-consent',
    'review-retention',
    'agree-to-disposal',
    'hand-out-data',
    'see-restricted-cases',
    'release-identity',
    'import-past-referrals',
    'export-data',
    'export-case-data',
    'agree-to-exports',
    'take-papers',
    'read-report',
    'take-report',
    'follow-figures',
    'read-policy',
    'draft-policy',
    'publish-policy',
    'publish-report',
  ],
  administrator: [
    'manage-accounts',
    'agree-to-account-changes',
    'agree-to-disposal',
    'agree-to-exports',
    'read-policy',
  ],
  auditor: ['read-events', 'copy-events', 'read-policy'],
}

const workOf: Readonly<Record<Queue, Permission>> = {
  NRM: 'work-nrm-queue',
  BEACON: 'work-beacon-queue',
  POLICE: 'work-police-queue',
}

/** Whether an actor may do something. The default is no. */
export const may = (actor: Pick<Actor, 'role'>, permission: Permission) =>
  everybodys.includes(permission) || granted[actor.role].includes(permission)

/** Whether an actor may open the page of a queue. */
export const maySeeQueue = (actor: Pick<Actor, 'role'>, queue: Queue) =>
  may(actor, workOf[queue]) || may(actor, 'review-outcomes')
