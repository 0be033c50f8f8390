import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBucketStore } from '@/lib/evidence/open-bucket-store'
import { openDiskStore } from '@/lib/evidence/open-disk-store'
import { idOfStored, storedName, type Store } from '@/lib/evidence/store'
import { startBucket, type Bucket } from '@/tests/support/bucket'

const folder = mkdtempSync(join(tmpdir(), 'referral-evidence-'))
const secret = 'only-for-tests'
let bucket: Bucket

const bucketStore = (but: { secret?: string; path?: string } = {}) =>
  openBucketStore({
    address: bucket.address.replace('/evidence', but.path ?? '/evidence'),
    region: 'eu-west-2',
    keyId: 'only-for-tests',
    secret: but.secret ?? secret,
  })

beforeAll(async () => {
  bucket = await startBucket(secret)
})
afterAll(async () => {
  await bucket.close()
  rmSync(folder, { recursive: true, force: true })
})

const stores: Readonly<Record<string, () => Store>> = {
  'a folder': () => openDiskStore(join(folder, 'made', 'when needed')),
  'a bucket': bucketStore,
}

describe.each(Object.entries(stores))('%s keeps sealed files', (_, open) => {
  it('and gives each back byte for byte, as it was put last', async () => {
    const store = open()
    const name = storedName(randomUUID(), 'original')
    const first = randomBytes(3_000_000)
    await store.put(name, first)
    expect((await store.get(name))?.equals(first)).toBe(true)
    await store.put(name, Buffer.from('another'))
    expect((await store.get(name))?.toString()).toBe('another')
  })

  it('and has none that was never put, or was removed, and may be told twice', async () => {
    const store = open()
    const name = storedName(randomUUID(), 'display')
    expect(await store.get(name)).toBeNull()
    await store.put(name, Buffer.from('a'))
    await store.remove(name)
    await store.remove(name)
    expect(await store.get(name)).toBeNull()
  })

  it('and lists them all, with when each was kept', async () => {
    const store = open()
    const id = randomUUID()
    const names = [storedName(id, 'original'), storedName(id, 'display'), randomUUID()]
    for (const name of names) await store.put(name, Buffer.from('a'))
    const listed = await store.list()
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    for (const { keptAt } of listed) expect(keptAt.getTime()).toBeGreaterThan(0)
    expect(idOfStored(storedName(id, 'display'))).toBe(id)
  })

  it.each(['../../etc/passwd', 'a', '', `${randomUUID()}/../a`, `${randomUUID()}.exe`])(
    'and nothing under the name %j',
    async (name) => {
      const store = open()
      await expect(async () => store.put(name, Buffer.from('a'))).rejects.toThrow('not the name')
      await expect(async () => store.get(name)).rejects.toThrow('not the name')
      await expect(async () => store.remove(name)).rejects.toThrow('not the name')
    },
  )
})

describe('a folder', () => {
  it('is for the service’s own user alone', async () => {
    const own = join(folder, 'own')
    const name = randomUUID()
    await openDiskStore(own).put(name, Buffer.from('a'))
    expect(statSync(own).mode & 0o777).toBe(0o700)
    expect(statSync(join(own, name)).mode & 0o777).toBe(0o600)
  })

  it('that is not there yet lists nothing', async () => {
    expect(await openDiskStore(join(folder, 'nowhere')).list()).toEqual([])
  })

  it('that cannot be written says so, and has no part of a file', async () => {
    const wrong = join(folder, 'a-file')
    writeFileSync(wrong, '')
    await expect(openDiskStore(wrong).put(randomUUID(), Buffer.from('a'))).rejects.toThrow()
    const own = join(folder, 'half')
    const name = randomUUID()
    const store = openDiskStore(own)
    // A folder stands where the file would go, so that only the last step fails.
    mkdirSync(join(own, name), { recursive: true })
    await expect(store.put(name, Buffer.from('a'))).rejects.toThrow()
    expect(readdirSync(own).filter((one) => one.includes('unfinished'))).toEqual([])
  })
})

describe('a bucket', () => {
  it('of which the secret is another refuses all, and we say so', async () => {
    const store = bucketStore({ secret: 'another' })
    await expect(store.put(randomUUID(), Buffer.from('a'))).rejects.toThrow('403 to PUT')
    await expect(store.get(randomUUID())).rejects.toThrow('403 to GET')
    await expect(store.list()).rejects.toThrow('403 to GET')
  })

  it('that is not there does not look as if a file had been kept', async () => {
    const store = bucketStore({ path: '/another' })
    await expect(store.put(randomUUID(), Buffer.from('a'))).rejects.toThrow('no such bucket')
  })

  it('is asked again where it failed for a moment', async () => {
    const name = randomUUID()
    bucket.failures.push(503, 500)
    await bucketStore().put(name, Buffer.from('a'))
    expect(bucket.files.has(name)).toBe(true)
  })

  it('that goes on failing is said to', async () => {
    bucket.failures.push(503, 503, 503)
    await expect(bucketStore().put(randomUUID(), Buffer.from('a'))).rejects.toThrow('503 to PUT')
  })
})
