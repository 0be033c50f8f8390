import type { CorrectionWords } from '@/lib/casework/correction'
import type { InSql } from '@/lib/database/with-actor'
import { addSearchTerms } from './add-search-terms'
import { places } from './places'
import { readSealed } from './read-sealed'
import { openAnswers, type Place } from './seal-answers'
import { sealedColumns, type SealedColumn } from './sealed-columns'
import { keyIdOf, sealingKey, unwrapKey, wrapKey } from './wrap-key'

/** Runs an act in a transaction of its own, as the owner of the tables. */
export type AsOwner = <T>(act: (tx: InSql) => Promise<T>) => Promise<T>

/** How much hangs on which key. */
export interface KeyUse extends SealedColumn {
  /** In hexadecimal, as sealed values name it; null where it was not noted. */
  readonly keyId: string | null
  readonly count: number
  /** Whether it is the first key, which everything should hang on. */
  readonly isFirst: boolean
}

/** Pages of a table at a time: a few hundred values, so that no transaction lasts. */
const pagesAtOnce = 128
const referralsAtOnce = 50

const firstKeyId = () => keyIdOf(sealingKey()).toString('hex')

/** Counts what is sealed and hashed with which key, for whoever wants to take one away. */
export const findKeyUses = async (asOwner: AsOwner): Promise<readonly KeyUse[]> => {
  const first = firstKeyId()
  const uses: KeyUse[] = []
  for (const { table, column } of sealedColumns) {
    const rows = await asOwner(
      (tx) => tx.$queryRaw<{ id: string; count: number }[]>`
        select key_id as id, values_sealed::integer as count
        from count_sealed(${table}, ${column}) order by 1`,
    )
    for (const { id, count } of rows)
      uses.push({ table, column, keyId: id, count, isFirst: id === first })
  }
  const terms = await asOwner(
    (tx) => tx.$queryRaw<{ id: string | null; count: number }[]>`
      select encode(key_id, 'hex') as id, count(*)::integer as count from search_term
      group by key_id order by 1`,
  )
  for (const { id, count } of terms)
    uses.push({ table: 'search_term', column: 'term', keyId: id, count, isFirst: id === first })
  return uses
}

interface Head {
  readonly place: string
  readonly id: string
  readonly head: Uint8Array
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const rewrap = (head: Uint8Array, place: Place) => wrapKey(unwrapKey(head, place), place)

/** Some pages of one column. */
const rewrapPages = async (
  tx: InSql,
  { table, column }: SealedColumn,
  from: number,
): Promise<number> => {
  const heads = await tx.$queryRaw<Head[]>`
    select place, id, head
    from sealed_otherwise(${table}, ${column}, ${firstKeyId()}, ${from}::bigint,
      ${from + pagesAtOnce}::bigint)`
  if (heads.length === 0) return 0
  const replaced = heads.map(({ place, id, head }) => ({
    place,
    old: hex(head),
    new: hex(rewrap(head, { table, column, id })),
  }))
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select replace_heads(${table}, ${column}, ${JSON.stringify(replaced)}::jsonb) as count`
  return row?.count ?? 0
}

const rewrapColumn = async (asOwner: AsOwner, place: SealedColumn): Promise<number> => {
  const countPages = async () => {
    const [row] = await asOwner(
      (tx) => tx.$queryRaw<{ pages: number }[]>`
        select pages_of(${place.table})::integer as pages`,
    )
    return row?.pages ?? 0
  }
  const pages = await countPages()
  let done = 0
  for (let from = 0; from < pages; from += pagesAtOnce)
    done += await asOwner((tx) => rewrapPages(tx, place, from))
  return done
}

interface Referral {
  readonly id: string
  readonly submittedAt: Date
  readonly savedAt: Date | null
  readonly personIdentified: boolean
}

/** Hashes all that a referral is found by with the first key, and takes the other hashes away. */
const rehash = async (tx: InSql, referral: Referral) => {
  const { id: referralId, personIdentified, submittedAt, savedAt } = referral
  // Before anything is read, so that whatever is taken away is read again.
  await tx.$queryRaw`
    delete from search_term
    where referral_id = ${referralId}::uuid
      and encode(key_id, 'hex') is distinct from ${firstKeyId()}`
  const { sent, details } = await readSealed(tx, referralId)
  const corrections = await tx.$queryRaw<
    { id: string; question: string; at: Date; words: Uint8Array }[]
  >`
    select id::text, question, at, words from correction
    where referral_id = ${referralId}::uuid order by at`
  await addSearchTerms(tx, { referralId, personIdentified, at: submittedAt }, sent)
  await addSearchTerms(tx, { referralId, personIdentified, at: savedAt ?? submittedAt }, details)
  for (const { id, question, at, words } of corrections) {
    const { old, new: now } = openAnswers<CorrectionWords>(words, places.correction(id))
    for (const typed of [old, now])
      await addSearchTerms(tx, { referralId, personIdentified, at }, { [question]: typed })
  }
}

const rehashTerms = async (asOwner: AsOwner): Promise<number> => {
  let done = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const referrals = await asOwner(async (tx) => {
      const found = await tx.$queryRaw<Referral[]>`
        select referral.id::text, submitted_at as "submittedAt", saved_at as "savedAt",
          coalesce((coalesce(revised_facts, facts) ->> 'personIdentified')::boolean, false)
            as "personIdentified"
        from referral left join details on details.referral_id = referral.id
        where referral.id > ${after}::uuid and exists (
          select from search_term
          where search_term.referral_id = referral.id
            and encode(key_id, 'hex') is distinct from ${firstKeyId()}
        )
        order by referral.id limit ${referralsAtOnce}`
      for (const referral of found) await rehash(tx, referral)
      return found
    })
    const last = referrals.at(-1)
    if (!last) return done
    done += referrals.length
    after = last.id
  }
}

/**
 * Puts everything on the first sealing key while the service runs: the wrapped key of each sealed
 * value is wrapped anew (what it seals stays byte for byte), and what referrals are found by is hashed
 * anew from their answers. In small transactions, which never wait for a person: a value that somebody
 * writes meanwhile is theirs. Doing it again finishes what was interrupted.
 * @param asOwner runs an act as the owner of the tables
 * @returns how many values of each column were wrapped anew, and how many referrals' terms hashed anew
 */
export const rotateKeys = async (
  asOwner: AsOwner,
): Promise<
  readonly { readonly table: string; readonly column: string; readonly count: number }[]
> => {
  const done = []
  for (const place of sealedColumns)
    done.push({ ...place, count: await rewrapColumn(asOwner, place) })
  done.push({ table: 'search_term', column: 'term', count: await rehashTerms(asOwner) })
  return done
}
