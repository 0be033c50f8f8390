import type { Catalogue, Journey } from '@/lib/journey/journey'
import { longText, oneOf, text } from '@/lib/journey/kinds'
import { oneStep } from '@/lib/journey/one-step'
import { roles, type Role } from './roles'

/** What takes a second person, and how it reads to them. */
export const requestKinds = {
  invitation: 'Invite them to choose a first password',
  password: 'Let them choose a new password',
  second_factor: 'Let them choose a new password and a new app for codes',
  role: 'Give them another role',
  provider: 'Let them sign in through their organisation',
} as const

export type RequestKind = keyof typeof requestKinds

export const isRequestKind = (kind: string): kind is RequestKind =>
  Object.hasOwn(requestKinds, kind)

/** Why, as codes that never change. */
export const requestReasons = {
  new_account: 'It is a new account',
  forgotten: 'They forgot their password',
  lost_device: 'They lost their phone, or it was taken',
  new_device: 'They have a new phone',
  known_to_another: 'Somebody else may know how to sign in',
  new_post: 'They have a new job',
  covering: 'They stand in for somebody',
  wrong_role: 'The role was wrong from the start',
  not_found_there: 'Their organisation’s sign-in did not find their account',
  other_identity: 'Who they are at their organisation changed',
} as const

export type RequestReason = keyof typeof requestReasons

export const isRequestReason = (reason: string): reason is RequestReason =>
  Object.hasOwn(requestReasons, reason)

const reasonsOf = (...names: readonly RequestReason[]) =>
  Object.fromEntries(names.map((name) => [name, requestReasons[name]]))

const recoveryQuestions: Catalogue = {
  kind: oneOf({
    ask: 'What do they need?',
    options: {
      password: 'A new password',
      second_factor: 'A new password and a new app for codes',
    },
    missing: 'Select what they need',
    sensitivity: 'fact',
  }),
  reason: oneOf({
    ask: 'Why?',
    options: reasonsOf('forgotten', 'lost_device', 'new_device', 'known_to_another'),
    missing: 'Select why',
    sensitivity: 'fact',
  }),
  words: longText({
    ask: 'How did you make sure that it is them?',
    hint: 'For example, you rang the number that their organisation has for them',
    called: 'How you made sure',
    limit: 2_000,
    missing: 'Enter how you made sure that it is them',
    sensitivity: 'account',
  }),
}

const recovery = oneStep('Help somebody to sign in again', recoveryQuestions, {
  says: [
    'A second person must agree. Then everywhere that they are signed in ends, and they get a link that works once.',
  ],
})

const roleFor = (present: string) => {
  const questions: Catalogue = {
    role: oneOf({
      ask: 'Which role?',
      options: Object.fromEntries(Object.entries(roles).filter(([role]) => role !== present)),
      missing: 'Select their new role',
      sensitivity: 'fact',
    }),
    reason: oneOf({
      ask: 'Why?',
      options: reasonsOf('new_post', 'covering', 'wrong_role'),
      missing: 'Select why',
      sensitivity: 'fact',
    }),
    words: longText({
      ask: 'Who asked for it, and why?',
      called: 'Who asked for it',
      limit: 2_000,
      missing: 'Enter who asked for it, and why',
      sensitivity: 'account',
    }),
  }
  return oneStep('Give somebody another role', questions, {
    says: [
      'A second person must agree. Then everywhere that they are signed in ends, and what they have in hand goes back to its queue if they can no longer see it.',
    ],
  })
}

const providerQuestions: Catalogue = {
  subject: text({
    ask: 'Who are they there?',
    hint: 'The subject identifier (“sub”) that their organisation’s own IT gives you. It is not their email',
    called: 'Who they are there',
    missing: 'Enter who they are there',
    sensitivity: 'account',
  }),
  reason: oneOf({
    ask: 'Why?',
    options: reasonsOf('not_found_there', 'other_identity'),
    missing: 'Select why',
    sensitivity: 'fact',
  }),
  words: longText({
    ask: 'Who gave it to you, and how did you make sure?',
    called: 'Who gave it to you',
    limit: 2_000,
    missing: 'Enter who gave it to you, and how you made sure',
    sensitivity: 'account',
  }),
}

const provider = oneStep('Let somebody sign in through their organisation', providerQuestions, {
  says: [
    'A second person must agree. Then everywhere that they are signed in ends, and they sign in through their organisation.',
  ],
})

/** What an administrator may ask a second person for, each with a form of its own. */
export type Change = 'recover' | 'role' | 'provider'

/** The form that asks a second person to agree. */
export const changeFormFor = (change: Change, present: string): Journey<Catalogue> =>
  ({ recover: recovery, provider, role: roleFor(present) })[change]

/** One line of what waits for a second person. */
export interface AccountRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly role: Role | undefined
  /** Who they are at their organisation's own sign-in, where that is asked: its issuer and subject. */
  readonly providerId: string | undefined
  readonly reason: RequestReason
  /** What was written with it. */
  readonly words: string | undefined
  readonly askedAt: Date
  readonly askedByName: string
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly presentRole: string
  readonly organisation: string
  /** Why the reader may not be the second person; `undefined` where they may. */
  readonly notYours: 'asked' | 'about' | undefined
}

/** What to say to somebody who may not be the second person. */
export const whyNotYours = {
  asked: 'You asked for it, so somebody else must decide',
  about: 'It is about your own account, so somebody else must decide',
} as const
