import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { termsOfSearch } from '@/lib/casework/search-terms'

const first = Buffer.alloc(32, 1).toString('base64')
const second = Buffer.alloc(32, 2).toString('base64')
const terms = termsOfSearch('Luana 07700 900123 Larkspur Yard SG1 9ZZ')

/** Hashing in a service that has these sealing keys. */
const hashingWith = async (keys: string) => {
  vi.resetModules()
  vi.stubEnv('SEALING_KEY', keys)
  return import('@/lib/sealing/hash-terms')
}
const hashesOf = (hashed: readonly { readonly term: string }[]) => hashed.map(({ term }) => term)

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', 'pglite:memory')
  vi.stubEnv('AUTH_SECRET', 'for-tests-only-for-tests-only-32')
  vi.stubEnv('ORIGIN', 'http://localhost:3000')
})
afterEach(() => vi.unstubAllEnvs())

it('gives the same for the same word, in sixteen bytes that do not hold it', async () => {
  const { hashForFinding, hashForKeeping } = await hashingWith(first)
  const kept = hashForKeeping(terms)
  expect(kept).toEqual(hashForFinding(terms))
  for (const { term } of kept) expect(term).toMatch(/^[0-9a-f]{32}$/)
  expect(JSON.stringify(kept)).not.toMatch(/luana|900123|larkspur|sg1/i)
})

it('gives another for each kind of the same word, so that no name is found by a place', async () => {
  const { hashForKeeping } = await hashingWith(first)
  const kinds = ['name', 'sound', 'phone', 'place', 'postcode'] as const
  const hashed = hashForKeeping(kinds.map((kind) => ({ kind, spelling: 'luana', word: 'luana' })))
  expect(new Set(hashesOf(hashed)).size).toBe(kinds.length)
})

it('gives nothing in common to services with other keys', async () => {
  const one = hashesOf((await hashingWith(first)).hashForFinding(terms))
  const two = hashesOf((await hashingWith(second)).hashForFinding(terms))
  expect(one.filter((term) => two.includes(term))).toEqual([])
})

it('finds after a change of keys what was kept before it, and keeps with the new key alone', async () => {
  const before = hashesOf((await hashingWith(first)).hashForKeeping(terms))
  const { hashForFinding, hashForKeeping } = await hashingWith(`${second},${first}`)
  expect(hashesOf(hashForFinding(terms))).toEqual(expect.arrayContaining(before))
  expect(hashesOf(hashForKeeping(terms)).filter((term) => before.includes(term))).toEqual([])
})
