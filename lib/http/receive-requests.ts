import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** The method of a request that no route has: it is answered with 405, and with every header. */
const refusedMethod = 'PATCH'
/** An address that no route has: it is answered with 404, and with every header. */
const nowhere = '/not-found'

const isReadable = (address: string) => {
  try {
    decodeURIComponent(address)
    return true
  } catch {
    return false
  }
}

/**
 * Makes of a request that Next cannot read one that it can, and refuses: it would answer TRACE and an
 * address with broken escapes with 500, and without a header (measured).
 */
export const makeReadable = (request: {
  method?: string | undefined
  url?: string | undefined
}) => {
  if (request.method === 'TRACE' || request.method === 'TRACK') request.method = refusedMethod
  const [path = ''] = (request.url ?? '').split('?')
  if (!isReadable(path)) request.url = nowhere
}

const isRequest = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message

/** From now on every request to this process is made readable before anything looks at it. */
export const receiveRequests = () =>
  subscribe('http.server.request.start', (message) => {
    if (isRequest(message)) makeReadable(message.request)
  })
