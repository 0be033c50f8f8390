import { createHmac } from 'node:crypto'
import { now } from '@/lib/clock'
import { environment } from '@/lib/environment'
import type { DeliveryProblem } from './deliveries'
import type { Send } from './send-mail'

const part = (value: string | object) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** The token that a call of GOV.UK Notify carries: its API key is a name, the service's id and a secret. */
const tokenOf = (key: string, at: Date) => {
  const [service, secret] = [key.slice(-73, -37), key.slice(-36)]
  const claims = { iss: service, iat: Math.floor(at.getTime() / 1000) }
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

const problemOf = (status: number): DeliveryProblem | null => {
  if (status === 201) return null
  if (status === 401 || status === 403) return 'not_signed_in'
  // Too many at once, or their own trouble: the same letter may pass later.
  return status === 429 || status >= 500 ? 'unreachable' : 'refused'
}

/**
 * Sends a letter by GOV.UK Notify (REST API, version 2). Its template has ((subject)) as its subject
 * and ((body)) as its text.
 */
export const sendByNotify: Send = async ({ id, to, subject, body }) => {
  const { NOTIFY_URL, NOTIFY_API_KEY = '', NOTIFY_TEMPLATE_ID } = environment()
  try {
    const { status } = await fetch(`${NOTIFY_URL}/v2/notifications/email`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokenOf(NOTIFY_API_KEY, now())}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        email_address: to,
        template_id: NOTIFY_TEMPLATE_ID,
        personalisation: { subject, body },
        reference: id,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    })
    return problemOf(status)
  } catch {
    return 'unreachable'
  }
}
