import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Actor } from '@/lib/access/actor'
import { findApiActor, type Scope } from '@/lib/access/find-api-actor'
import { problemDetails } from '@/lib/http/problem-details'
import { log } from '@/lib/log'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'

/** Calls that one token may make in a minute. */
const limiter = new RateLimiterMemory({ points: 600, duration: 60 })

const refusal = (error: unknown) => {
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
    try {
      const found = await findApiActor(request)
      if (!found)
        return problemDetails(401, 'A token is needed', 'Send Authorization: Bearer <token>', [], {
          'www-authenticate': 'Bearer',
        })
      if (!found.scopes.includes(scope))
        return problemDetails(403, 'Not allowed', `The token lacks the scope ${scope}`)
      const left = await limiter.consume(found.actor.accountId).catch(() => null)
      if (!left)
        return problemDetails(429, 'Too many calls', undefined, [], { 'retry-after': '60' })
      return await answer({ request, actor: found.actor, params: await context.params })
    } catch (error) {
      return refusal(error)
    }
  }
