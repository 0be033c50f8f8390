import { createHmac, randomInt, randomUUID } from 'node:crypto'
import { addMinutes } from 'date-fns'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { log } from '@/lib/log'
import { sendMail } from '@/lib/notifications/send-mail'
import type { PendingFor } from './pending'
import { emailCodes } from './second-factor'
import { emailOf } from './sign-in'
import { codeMailOf } from './sign-in-mail'
import { takeTry } from './take-try'

/** A code as it is stored: it opens nothing without the service's secret, nor under another id. */
export const hashEmailCode = (id: string, code: string) =>
  new Uint8Array(
    createHmac('sha256', environment().AUTH_SECRET).update(`email code ${id} ${code}`).digest(),
  )

const drawCode = () => String(randomInt(10 ** emailCodes.digits)).padStart(emailCodes.digits, '0')

/** At once, and without anybody waiting for it: who waits would learn whether a letter was sent. */
const sendAway = (id: string, to: string, code: string) => {
  const mail = codeMailOf(code, environment().origins[0] ?? '')
  void sendMail({ id, to, ...mail }).then((problem) => {
    if (problem) log.warn({ problem }, 'A sign-in code was not sent')
  })
}

/**
 * Sends a code by email to the open account of a referrer whose address is on a domain of their own
 * organisation. Whatever the address, as much is done and the same is answered.
 * @returns what to carry to the next page; `too-many` where this place asked too often
 */
export const issueEmailCode = async (
  typedEmail: string,
  caller: string,
): Promise<PendingFor<'email'> | 'too-many'> => {
  const email = emailOf(typedEmail)
  const taken = await takeTry('send', email, caller)
  if (!taken) return 'too-many'
  const [id, code, at] = [randomUUID(), drawCode(), now()]
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ issued: boolean }[]>`
      select issue_email_code(
        ${email}, ${id}::uuid, ${hashEmailCode(id, code)}, ${at}::timestamptz,
        ${addMinutes(at, emailCodes.minutes)}::timestamptz
      ) as issued`,
  )
  const { DEMONSTRATION, MESSAGES } = environment()
  if (row?.issued && MESSAGES !== 'off') sendAway(id, email, code)
  const isShown = row?.issued && DEMONSTRATION && MESSAGES === 'off'
  return { todo: 'email', codeId: id, ...(isShown && { shown: code }) }
}
