import { createTransport } from 'nodemailer'
import { environment, isLoopback } from '@/lib/environment'
import type { DeliveryProblem } from './deliveries'
import type { Send } from './send-mail'

const problems: Readonly<Record<string, DeliveryProblem>> = {
  EAUTH: 'not_signed_in',
  ENOAUTH: 'not_signed_in',
  ETLS: 'not_encrypted',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused',
}

const problemOf = (error: unknown): DeliveryProblem =>
  (error instanceof Error && 'code' in error && problems[String(error.code)]) || 'unreachable'

const open = () => {
  const url = new URL(environment().SMTP_URL ?? '')
  const { protocol, hostname, port, username, password } = url
  const onThisMachine = isLoopback(url)
  return createTransport({
    host: hostname,
    port: Number(port) || undefined,
    secure: protocol === 'smtps:',
    auth: username
      ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      : undefined,
    // The password and the addresses travel encrypted, except within this machine.
    requireTLS: !onThisMachine,
    ignoreTLS: onThisMachine,
    // Together less than a delivery's lease.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

let opened: ReturnType<typeof open> | undefined

/** Sends a letter through the mail server of `SMTP_URL`. */
export const sendBySmtp: Send = async ({ id, to, subject, body }) => {
  const { MESSAGES_FROM, origins } = environment()
  opened ??= open()
  try {
    await opened.sendMail({
      messageId: `<${id}@${new URL(origins[0] ?? '').hostname}>`,
      from: MESSAGES_FROM,
      to: { name: '', address: to },
      subject,
      text: body,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    })
    return null
  } catch (error) {
    return problemOf(error)
  }
}
