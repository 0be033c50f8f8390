import type { Mail } from '@/lib/notifications/mail'
import { emailCodes, inFours } from './second-factor'

/** The whole text of the mail with a code. It names nobody, and its subject gives the code to no lock screen. */
export const codeMailOf = (code: string, origin: string): Mail => ({
  subject: 'Your code to sign in',
  body: [
    `Your code is ${inFours(code)}. It works once, for ${emailCodes.minutes} minutes.`,
    `Enter it at ${origin}/ on the page where you asked for it.`,
    'Nobody will ever ask you for this code by phone or email. If you did not ask for it, you can ignore this email.',
    'Do not reply to this email: we do not read the answers.',
  ].join('\n\n'),
})
