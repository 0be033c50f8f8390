import { environment } from '@/lib/environment'

/** The largest body of a form or an API call, in bytes: the longest account twenty times over. */
export const largestBody = 1_000_000

export interface Unacceptable {
  readonly status: 400 | 403 | 411 | 413 | 415
  readonly title: string
}

export type Read<Body> = { readonly body: Body } | { readonly unacceptable: Unacceptable }

export const unacceptable = (status: Unacceptable['status'], title: string) => ({
  unacceptable: { status, title },
})

/** Whether a write comes from our own pages: its origin must be there and must be ours, exactly. */
export const isOurs = (request: Request) => {
  const origin = request.headers.get('origin')
  return origin !== null && environment().origins.includes(origin)
}

/** What the body says that it is, without its parameters. */
export const typeOf = (request: Request) =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()

/** Reads a body as text, as far as the limit and no further; `null` where it goes on. */
const readCapped = async (request: Request): Promise<string | null> => {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) return null
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  if (!reader) return ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks).toString('utf8')
    length += value.length
    if (length > largestBody) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}

/** Reads what a form of ours posted. Whatever was posted, this answers and never throws. */
export const readForm = async (request: Request): Promise<Read<URLSearchParams>> => {
  if (!isOurs(request)) return unacceptable(403, 'This form was sent from another site')
  if (typeOf(request) !== 'application/x-www-form-urlencoded')
    return unacceptable(415, 'This is not a form of ours')
  const text = await readCapped(request).catch(() => null)
  if (text === null) return unacceptable(413, 'What was sent is too large')
  return { body: new URLSearchParams(text) }
}

/** Reads the JSON of an API call. Whatever was sent, this answers and never throws. */
export const readJson = async (request: Request): Promise<Read<unknown>> => {
  if (typeOf(request) !== 'application/json')
    return unacceptable(415, 'The content type must be application/json')
  const text = await readCapped(request).catch(() => null)
  if (text === null) return unacceptable(413, `The body must be ${largestBody} bytes or fewer`)
  try {
    return { body: JSON.parse(text) as unknown }
  } catch {
    return unacceptable(400, 'The body is not JSON')
  }
}
