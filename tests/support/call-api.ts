import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { hashToken } from '@/lib/access/hash-token'
import { scopeNames } from '@/lib/access/scopes'
import { environment } from '@/lib/environment'
import { operationOf, type OperationName } from '@/lib/exchange/operations'
import type { TestDatabase } from './database'
import { addressOf, findRouteFiles, parametersOf } from './route-files'

/** Gives an actor's organisation a token that acts as the actor. */
export const addToken = async (
  { asOwner }: Pick<TestDatabase, 'asOwner'>,
  { accountId, organisation }: Actor,
  scopes: readonly string[] = scopeNames,
) => {
  const token = `token-${randomUUID()}`
  await asOwner((tx) =>
    tx.apiToken.create({
      data: {
        tokenHash: hashToken(token),
        name: 'For a test',
        organisationId: organisation.id,
        accountId,
        scopes: [...scopes],
        expiresAt: new Date('2099-01-01'),
      },
    }),
  )
  return token
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

interface Call {
  readonly token: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  /** What is sent: text as it is, everything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: string
}

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

/** Answers a request of the partner API by the route that is at its address, as Next would. */
export const answerApi = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url)
  for (const { path, file } of findRouteFiles()) {
    if (!path.startsWith('/api/v1/')) continue
    const names = parametersOf(path).map(({ name }) => name)
    const pattern = path.replaceAll('.', '\\.').replace(/\[\w+\]/g, '([^/]+)')
    const found = new RegExp(`^${pattern}$`).exec(pathname)
    if (!found) continue
    const route = (await import(/* @vite-ignore */ file)) as Record<string, Handler>
    const params = Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? '']))
    return (
      route[request.method]?.(request, { params: Promise.resolve(params) }) ??
      new Response(null, { status: 405 })
    )
  }
  return new Response(null, { status: 404 })
}

/** Makes a call of the partner API. */
export const callApi = (
  name: OperationName,
  { token, params = {}, body, headers = {}, query = '' }: Call,
): Promise<Response> => {
  const { method, path } = operationOf(name)
  const bracketed = path.replaceAll('{', '[').replaceAll('}', ']')
  const address = `/api/v1${addressOf(bracketed, params)}${query}`
  return answerApi(
    new Request(new URL(address, environment().origins[0]), {
      method,
      headers: { 'content-type': 'application/json', ...token, ...headers },
      ...(method !== 'GET' && {
        body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
      }),
    }),
  )
}
