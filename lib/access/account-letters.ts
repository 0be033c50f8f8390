import type { Mail } from '@/lib/notifications/mail'
import { count, showMoment } from '@/lib/wording/london-time'
import type { LinkKind } from './account-link'

const doNotReply = 'Do not reply to this email: we do not read the answers.'

const linkSubjects: Readonly<Record<LinkKind, string>> = {
  invitation: 'Choose your password',
  recovery: 'Choose a new password',
}

/** The letter with a link to choose a password. It says nothing of what the service is for. */
export const linkLetter = (kind: LinkKind, address: string, until: Date): Mail => ({
  subject: linkSubjects[kind],
  body: [
    kind === 'invitation'
      ? 'Somebody made an account for you.'
      : 'Two people agreed that you may choose a new password.',
    `Choose your password here: ${address}`,
    `The link works once, until ${showMoment(until)}. Do not send it on.`,
    'If you did not expect this, tell your administrator.',
    doNotReply,
  ].join('\n\n'),
})

/**
 * Tells an account's owner of a sign-in on a device that was not seen before (ASVS 6.3.5). Without
 * the device, the place or anything that was done.
 */
export const newDeviceLetter = (at: Date, origin: string): Mail => ({
  subject: 'A new sign-in to your account',
  body: [
    `Somebody signed in to your account on ${showMoment(at)}, on a device that we have not seen before.`,
    'If it was you, you need do nothing.',
    `If it was not you, end it here: ${origin}/settings/sessions`,
    'Then tell your administrator.',
    doNotReply,
  ].join('\n\n'),
})

/** Tells an administrator that accounts wait to be confirmed. */
export const reviewLetter = (due: number, origin: string): Mail => ({
  subject: 'Accounts to check',
  body: [
    `${count(due, 'account')} ${due === 1 ? 'has' : 'have'} not been checked for three months.`,
    `Say who still works here: ${origin}/people/review`,
    doNotReply,
  ].join('\n\n'),
})

/** Tells an administrator that keys to the partner API end within two weeks. */
export const tokensLetter = (ending: number, origin: string): Mail => ({
  subject: 'Keys that end soon',
  body: [
    `${count(ending, 'key')} of other systems ${ending === 1 ? 'ends' : 'end'} within two weeks.`,
    `Make new ones, and end the old, here: ${origin}/people/tokens`,
    doNotReply,
  ].join('\n\n'),
})
