import type { Actor } from '@/lib/access/actor'
import { requireEntry } from '@/lib/access/require-entry'
import type { InSql } from '@/lib/database/with-actor'
import type { Audience } from '@/lib/disclosure/field-sets'
import { NotFound } from '@/lib/refusals'
import { isSeen, type ScanState } from './evidence'
import type { Kind } from './kinds'
import { assertReader } from './read-evidence-place'

interface FileRow {
  readonly id: string
  readonly referralId: string
  readonly reference: string
  readonly kind: Kind
  readonly parts: readonly string[]
  readonly audience: Audience
  readonly state: ScanState
  readonly words: Uint8Array
  readonly sealedKey: Uint8Array
  readonly accountId: string
  readonly worksIt: boolean
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Reads the row of a file, in a transaction that is open already.
 * @throws NotFound where there is no such file, it was removed, or it is not this actor's to see: all alike
 */
export const readFileRow = async (tx: InSql, actor: Actor, id: string): Promise<FileRow> => {
  assertReader(actor)
  const [row] = uuid.test(id)
    ? await tx.$queryRaw<(Omit<FileRow, 'audience'> & { audience: Audience | null })[]>`
        select e.id::text, e.referral_id::text as "referralId", r.reference, e.kind, e.parts,
          e.state, e.words, e.sealed_key as "sealedKey", e.account_id::text as "accountId",
          works_case(e.referral_id) as "worksIt", audience_of_case(e.referral_id) as audience
        from evidence e join referral r on r.id = e.referral_id
        where e.id = ${id}::uuid and e.removed_at is null`
    : []
  if (!row?.audience || !isSeen(row, row.audience, actor)) throw new NotFound()
  await requireEntry(tx, row.reference)
  return { ...row, audience: row.audience }
}
