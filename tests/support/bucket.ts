import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest('hex')
const hmac = (key: string | Buffer, value: string) =>
  createHmac('sha256', key).update(value).digest()

const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * Whether a request is signed with a secret, by AWS Signature Version 4 as it is published: "Create a
 * signed AWS API request", steps 1 to 4. Written without the library that signs.
 */
const isSigned = (request: IncomingMessage, body: Buffer, secret: string): boolean => {
  const [, day, region, service, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    ) ?? []
  const moment = String(request.headers['x-amz-date'])
  const said = String(request.headers['x-amz-content-sha256'])
  if (!day || !region || !names || !signature || service !== 's3') return false
  if (said !== sha256(body) || !moment.startsWith(day)) return false
  if (
    !['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.split(';').includes(name))
  )
    return false
  const url = new URL(request.url ?? '/', 'http://here.test')
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const headers = names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
    .join('')
  const canonical = [request.method, url.pathname, query, headers, names, said].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
  return hmac(key, toSign).toString('hex') === signature
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const listed = (names: readonly string[], from: number, most: number) => {
  const page = names.slice(from, from + most)
  const more = from + most < names.length
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${
    more ? `<NextContinuationToken>${from + most}</NextContinuationToken>` : ''
  }${page
    .map(
      (name) =>
        `<Contents><Key>${name}</Key><LastModified>2026-11-20T10:00:00.000Z</LastModified></Contents>`,
    )
    .join('')}</ListBucketResult>`
}

export interface Bucket {
  readonly address: string
  readonly files: Map<string, Buffer>
  /** Answers that it gives instead of doing what is asked, one to each request. */
  readonly failures: number[]
  readonly close: () => Promise<void>
}

/** A stand-in for a store that speaks S3, of one bucket: it lists two files at a time. */
export const startBucket = async (secret: string): Promise<Bucket> => {
  const files = new Map<string, Buffer>()
  const failures: number[] = []
  const answer = async (request: IncomingMessage): Promise<[number, (string | Buffer)?]> => {
    const body = await bodyOf(request)
    const failure = failures.shift()
    if (failure) return [failure]
    if (!isSigned(request, body, secret)) return [403]
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here.test')
    const [, bucket, name] = pathname.split('/')
    if (bucket !== 'evidence') return [404]
    if (!name)
      return [
        200,
        listed([...files.keys()].sort(), Number(searchParams.get('continuation-token')), 2),
      ]
    if (request.method === 'PUT') files.set(name, body)
    if (request.method === 'DELETE') files.delete(name)
    if (request.method !== 'GET') return [request.method === 'PUT' ? 200 : 204]
    const found = files.get(name)
    return found ? [200, found] : [404]
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/evidence`,
    files,
    failures,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
