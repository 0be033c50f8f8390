import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { assertStoredName, idOfStored, type Store } from './store'

/** In milliseconds, for one request. */
const patience = 30_000

interface Bucket {
  /** Of the bucket itself: `https://host/bucket`. */
  readonly address: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
}

const textOf = (xml: string, tag: string) =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? ''

const filesIn = (xml: string) =>
  [...xml.matchAll(/<Contents>([^]*?)<\/Contents>/g)].flatMap(([, file = '']) => {
    const name = textOf(file, 'Key')
    return idOfStored(name) === undefined
      ? []
      : [{ name, keptAt: new Date(textOf(file, 'LastModified')) }]
  })

/**
 * Keeps files in a bucket of a store that speaks S3 (signature version 4, addresses by path). It sees
 * sealed bytes only.
 */
export const openBucketStore = ({ address, region, keyId, secret }: Bucket): Store => {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
    retries: 2,
  })
  const ask = async (method: string, path: string, body?: Uint8Array<ArrayBuffer>) => {
    const answer = await client.fetch(`${address}${path}`, {
      method,
      body,
      // Signed with the rest, so that a store that gets other bytes refuses them.
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok && answer.status !== 404)
      throw new Error(`The store of evidence answered ${answer.status} to ${method}`)
    return answer
  }
  const pathOf = (name: string) => {
    assertStoredName(name)
    return `/${name}`
  }
  const listFrom = async (token: string): ReturnType<Store['list']> => {
    const next = token && `&continuation-token=${encodeURIComponent(token)}`
    const xml = await (await ask('GET', `?list-type=2${next}`)).text()
    const more = textOf(xml, 'NextContinuationToken')
    return [...filesIn(xml), ...(more ? await listFrom(more) : [])]
  }
  return {
    put: async (name, bytes) => {
      const answer = await ask('PUT', pathOf(name), new Uint8Array(bytes))
      if (!answer.ok) throw new Error('The store of evidence has no such bucket')
    },
    get: async (name) => {
      const answer = await ask('GET', pathOf(name))
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null
    },
    remove: async (name) => {
      await ask('DELETE', pathOf(name))
    },
    list: () => listFrom(''),
  }
}
