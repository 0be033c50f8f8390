import { randomUUID } from 'node:crypto'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { sendMail } from '@/lib/notifications/send-mail'
import { newDeviceLetter } from './account-letters'
import { deviceOf } from './device'
import { hashToken } from './hash-token'

/**
 * Notes on which device a session is, once, and mails the account's owner where it is one that the
 * account was never used on (ASVS 6.3.5). `findActor` does it at a session's first request.
 * @param sessionToken the session's token, as its cookie carries it
 * @param userAgent the header of that request
 */
export const setSessionDevice = async (
  sessionToken: string,
  userAgent: string | null,
): Promise<void> => {
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ email: string | null }[]>`
      select set_session_device(${hashToken(sessionToken)}, ${deviceOf(userAgent)}) as email`,
  )
  if (!row?.email) return
  const letter = newDeviceLetter(now(), environment().origins[0] ?? '')
  // Nobody who signs in waits for a mail server.
  void sendMail({ id: randomUUID(), to: row.email, ...letter })
}
