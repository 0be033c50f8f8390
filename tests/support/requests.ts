import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { hashToken } from '@/lib/access/hash-token'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

/** Signs an actor in, without a password. Gives the value of the `Cookie` header. */
export async function cookieOf({ accountId }: Pick<Actor, 'accountId'>): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(Date.now() + 3_600_000)
  await withoutActor(
    'sign-in',
    (tx) =>
      tx.$queryRaw`select start_session(${accountId}::uuid, ${hashToken(token)}, ${expires})::text`,
  )
  return cookieIn(await makeSessionCookie(token))
}

/** What a browser sends back of a `Set-Cookie` header. */
export const cookieIn = (header: string | null) => header?.split(';')[0] ?? ''

const addressOf = (path: string) => new URL(path, environment().origins[0])

/** Asks a route for a page. */
export const get = <Params>(
  handler: Handler<Params>,
  path: string,
  params: Params,
  headers: Record<string, string> = {},
) => handler(new Request(addressOf(path), { headers }), { params: Promise.resolve(params) })

/** Posts a body to a route as a form of ours would, unless the headers say otherwise; '' leaves one out. */
export const post = <Params>(
  handler: Handler<Params>,
  path: string,
  params: Params,
  body: BodyInit,
  headers: Record<string, string> = {},
) => {
  const usual = {
    origin: addressOf('/').origin,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const sent = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== '')
  const request = new Request(addressOf(path), {
    method: 'POST',
    headers: sent,
    body: body instanceof URLSearchParams ? body.toString() : body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })
  return handler(request, { params: Promise.resolve(params) })
}
