import { createHmac, hkdfSync } from 'node:crypto'
import type { SearchTerm, TermKind } from '@/lib/casework/search-terms'
import { environment } from '@/lib/environment'

/** In bytes. Enough that no two terms meet, and no more of the hash than that needs. */
const sizes = { key: 32, term: 16 } as const

/** A key for each kind of term, so that a place is never found by a name, nor read as one. */
const keyFor = (kind: TermKind, sealingKey: Buffer) =>
  Buffer.from(hkdfSync('sha256', sealingKey, '', `search term: ${kind}`, sizes.key))

const hashWith = (sealingKey: Buffer) => {
  const keys = new Map<TermKind, Buffer>()
  return ({ kind, spelling }: SearchTerm) => {
    const key = keys.get(kind) ?? keyFor(kind, sealingKey)
    keys.set(kind, key)
    const hash = createHmac('sha256', key).update(spelling).digest()
    return hash.subarray(0, sizes.term).toString('hex')
  }
}

export interface HashedTerm {
  /** In hexadecimal. */
  readonly term: string
  readonly kind: TermKind
  readonly word: string
}

/** Whoever hands words to the database does so by number: what was typed stays here. */
const numbered = (terms: readonly SearchTerm[]) => {
  const words = [...new Set(terms.map(({ word }) => word))]
  return (word: string) => String(words.indexOf(word))
}

const hashAll = (terms: readonly SearchTerm[], sealingKeys: readonly Buffer[]): HashedTerm[] => {
  const numberOf = numbered(terms)
  return sealingKeys.flatMap((sealingKey) => {
    const hash = hashWith(sealingKey)
    return terms.map((term) => ({
      term: hash(term),
      kind: term.kind,
      word: numberOf(term.word),
    }))
  })
}

/** Hashes the terms of a referral with the service's first sealing key: HMAC-SHA-256, cut to 16 bytes. */
export const hashForKeeping = (terms: readonly SearchTerm[]) =>
  hashAll(terms, environment().sealingKeys.slice(0, 1))

/**
 * Hashes the terms of a search with every key of the service, so that what was kept before a change
 * of keys is found after it as long as the key before stays in the list.
 */
export const hashForFinding = (terms: readonly SearchTerm[]) =>
  hashAll(terms, environment().sealingKeys)
