import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '@/lib/access/actor'
import { findApiActor, type Scope } from '@/lib/access/find-api-actor'
import { recordRefusal } from '@/lib/audit/record-refusal'
import { problemDetails } from '@/lib/http/problem-details'
import { refuseRequest } from '@/lib/http/refuse-request'
import { isUnavailable } from '@/lib/http/unavailable'
import { log } from '@/lib/log'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'

/** Calls that one token may make in a minute. */
const limiter = new RateLimiterMemory({ points: 600, duration: 60 })

const refusal = (error: unknown) => {
  if (isUnavailable(error))
    return problemDetails(503, 'The service cannot save at the moment', undefined, [], {
      'retry-after': '30',
    })
  if (error instanceof NotFound) return problemDetails(404, 'Not found')
  if (error instanceof NotAllowed) return problemDetails(403, 'Not allowed', error.message)
  if (error instanceof Changed) return problemDetails(409, 'Conflict', error.message)
  log.error({ err: error }, 'An API call failed')
  return problemDetails(500, 'The service has a problem', 'Try again with the same idempotency key')
}

/** A call of the partner API: a token with the scope for it, within the limit of its account. */
export const call =
  <Params>(
    scope: Scope,
    answer: (visit: { request: Request; actor: Actor; params: Params }) => Promise<Response>,
  ) =>
  async (request: Request, context: { params: Promise<Params> }) => {
    let actor: Actor | null = null
    try {
      const refused = refuseRequest(request)
      if (refused) return problemDetails(refused.status, refused.title)
      const found = await findApiActor(request)
      if (!found)
        return problemDetails(401, 'A token is needed', 'Send Authorization: Bearer <token>', [], {
          'www-authenticate': 'Bearer',
        })
      actor = found.actor
      if (!found.scopes.includes(scope)) throw new NotAllowed(`The token lacks the scope ${scope}`)
      const left = await limiter.consume(actor.accountId).catch(() => null)
      if (!left)
        return problemDetails(429, 'Too many calls', undefined, [], { 'retry-after': '60' })
      return await answer({ request, actor, params: await context.params })
    } catch (error) {
      await recordRefusal(actor, error, new URL(request.url).pathname)
      return refusal(error)
    }
  }
