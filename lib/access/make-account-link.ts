import { randomBytes, randomUUID } from 'node:crypto'
import { addHours, addMinutes } from 'date-fns'
import { now } from '@/lib/clock'
import { environment } from '@/lib/environment'
import { sendMail } from '@/lib/notifications/send-mail'
import { linkLetter } from './account-letters'
import type { HandedOver, LinkKind } from './account-link'
import { hashToken } from './hash-token'

export interface NewLink {
  readonly kind: LinkKind
  readonly token: string
  /** What is stored of it. */
  readonly tokenHash: Uint8Array
  readonly until: Date
}

/**
 * Makes a link of 256 random bits, of which only the hash is stored (ASVS 6.4.1, 6.4.3). An invitation
 * holds for days, a recovery for minutes: `INVITATION_HOURS` and `RECOVERY_MINUTES`.
 */
export const makeAccountLink = (kind: LinkKind): NewLink => {
  const { INVITATION_HOURS, RECOVERY_MINUTES } = environment()
  const token = randomBytes(32).toString('base64url')
  const until =
    kind === 'invitation' ? addHours(now(), INVITATION_HOURS) : addMinutes(now(), RECOVERY_MINUTES)
  return { kind, token, tokenHash: hashToken(token), until }
}

/**
 * Mails a link to whom it is for, once it is stored. Where there is no mail, or the mail was refused,
 * whoever made it is shown it this once and hands it over.
 */
export const handOverLink = async (
  { kind, token, until }: NewLink,
  email: string,
): Promise<HandedOver> => {
  const address = `${environment().origins[0]}/invitation/${token}`
  const letter = linkLetter(kind, address, until)
  const problem = await sendMail({ id: randomUUID(), to: email, ...letter })
  return { kind, email, until, ...(problem && { address }) }
}
