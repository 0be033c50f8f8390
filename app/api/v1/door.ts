import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor } from '@/lib/access/actor'
import { findApiActor } from '@/lib/access/find-api-actor'
import { recordRefusal } from '@/lib/audit/record-refusal'
import { answerOnce, type Answer } from '@/lib/exchange/answer-once'
import { callsInMinute, operationOf, type OperationName } from '@/lib/exchange/operations'
import { pointerTo, problemDetails } from '@/lib/http/problem-details'
import { readJson } from '@/lib/http/read-body'
import { refuseRequest } from '@/lib/http/refuse-request'
import { Busy, isUnavailable } from '@/lib/http/unavailable'
import { log } from '@/lib/log'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'

/** Calls that one account may make in a minute. */
const limiter = new RateLimiterMemory({ points: callsInMinute, duration: 60 })

const longestKey = 190

const refusal = (error: unknown) => {
  if (isUnavailable(error) || error instanceof Busy)
    return problemDetails(503, 'The service cannot save at the moment', undefined, [], {
      'retry-after': '30',
    })
  if (error instanceof NotFound) return problemDetails(404, 'Not found')
  if (error instanceof NotAllowed) return problemDetails(403, 'Not allowed', error.message)
  if (error instanceof Changed) return problemDetails(409, 'Conflict', error.message)
  log.error({ err: error }, 'An API call failed')
  return problemDetails(500, 'The service has a problem', 'Try again with the same idempotency key')
}

/** 422, with a pointer to each thing that is wrong. */
export const unprocessable = (
  title: string,
  problems: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
) =>
  problemDetails(
    422,
    title,
    undefined,
    problems.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })),
  )

/** How many calls are left: draft-ietf-httpapi-ratelimit-headers. */
const limitsOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes) => ({
  'ratelimit-policy': `"default";q=${callsInMinute};w=60`,
  ratelimit: `"default";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`,
})

interface Visit<Params> {
  readonly request: Request
  readonly actor: Actor
  readonly params: Params
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

/** A call of the partner API: a token with the scope for it, within the limit of its account. */
export const call = <Params>(
  operation: OperationName,
  answer: (visit: Visit<Params>) => Promise<Response>,
): Handler<Params> & { readonly operation: OperationName } => {
  const { scope } = operationOf(operation)
  const handle: Handler<Params> = async (request, context) => {
    let actor: Actor | null = null
    let limits: Readonly<Record<string, string>> = {}
    const limited = (response: Response) => {
      for (const [name, value] of Object.entries(limits)) response.headers.set(name, value)
      return response
    }
    try {
      const refused = refuseRequest(request)
      if (refused) return problemDetails(refused.status, refused.title)
      const found = await findApiActor(request)
      if (!found)
        return problemDetails(401, 'A token is needed', 'Send Authorization: Bearer <token>', [], {
          'www-authenticate': 'Bearer',
        })
      actor = found.actor
      const left = await limiter.consume(actor.accountId).catch((error: unknown) => {
        if (error instanceof RateLimiterRes) return error
        throw error
      })
      limits = limitsOf(left)
      if (left.consumedPoints > callsInMinute)
        return limited(
          problemDetails(429, 'Too many calls', undefined, [], {
            'retry-after': String(Math.ceil(left.msBeforeNext / 1000)),
          }),
        )
      if (scope && !found.scopes.includes(scope))
        throw new NotAllowed(`The token lacks the scope ${scope}`)
      return limited(await answer({ request, actor, params: await context.params }))
    } catch (error) {
      await recordRefusal(actor, error, new URL(request.url).pathname)
      return limited(refusal(error))
    }
  }
  return Object.assign(handle, { operation })
}

const show = ({ status, body, headers }: Answer) =>
  Response.json(body, { status, ...(headers && { headers: { ...headers } }) })

/**
 * A call that changes something, with JSON: done once for each idempotency key. What is refused is
 * answered with a response, and may be tried again with the same key.
 */
export const write = <Params>(
  operation: OperationName,
  act: (visit: Visit<Params> & { readonly body: unknown }) => Promise<Answer | Response>,
) =>
  call<Params>(operation, async (visit) => {
    const { request, actor } = visit
    const read = await readJson(request)
    if ('unacceptable' in read)
      return problemDetails(read.unacceptable.status, read.unacceptable.title)
    const { body } = read
    const run = async () => {
      const done = await act({ ...visit, body })
      return done instanceof Response ? { refused: done } : done
    }
    const key = request.headers.get('idempotency-key')?.trim()
    if (key && key.length > longestKey)
      return problemDetails(400, `The idempotency key must be ${longestKey} characters or fewer`)
    const path = new URL(request.url).pathname
    const asked = [request.method, path, request.headers.get('if-match'), body]
    const done = key ? await answerOnce(actor, { key, call: asked }, run) : await run()
    return 'refused' in done ? done.refused : show(done)
  })
