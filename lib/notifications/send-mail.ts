import { environment } from '@/lib/environment'
import type { DeliveryProblem } from './deliveries'
import type { Mail } from './mail'
import { sendByNotify } from './send-by-notify'
import { sendBySmtp } from './send-by-smtp'

export interface Letter extends Mail {
  /** The same for the same letter, however often it is sent, so that a double can be known. */
  readonly id: string
  readonly to: string
}

/** A way to send: answers what went wrong, or null. Whatever happens, it answers and never throws. */
export type Send = (letter: Letter) => Promise<DeliveryProblem | null>

/** Sends one letter by the way that the operator chose. */
export const sendMail: Send = (letter) => {
  const ways: Readonly<Record<'smtp' | 'notify', Send>> = { smtp: sendBySmtp, notify: sendByNotify }
  const { MESSAGES } = environment()
  return MESSAGES === 'off' ? Promise.resolve('no_mail') : ways[MESSAGES](letter)
}
