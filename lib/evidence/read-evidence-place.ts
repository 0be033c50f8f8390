import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import type { InSql } from '@/lib/database/with-actor'
import type { Audience } from '@/lib/disclosure/field-sets'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'

/** What a case says about its files to one actor. */
export interface EvidencePlace {
  readonly referralId: string
  readonly reference: string
  readonly audience: Audience
  /** Whether the actor may add files: they sent it, or work it. */
  readonly mayAdd: boolean
  readonly worksIt: boolean
  /** How many files there are, of those too that the actor may not see. */
  readonly count: number
}

/** Whether somebody has to do with cases at all. */
export const assertReader = (actor: Actor): void => {
  if (!may(actor, 'refer') && !may(actor, 'work-a-queue')) throw new NotFound()
}

/**
 * Reads, in a transaction that is open already, what an actor may do with the files of a case.
 * @throws NotFound where there is no such case or it is not this actor's to see
 */
export const readEvidencePlace = async (
  tx: InSql,
  actor: Actor,
  typedReference: string,
): Promise<EvidencePlace> => {
  assertReader(actor)
  const reference = readReference(typedReference)
  const [row] = reference
    ? await tx.$queryRaw<(Omit<EvidencePlace, 'audience'> & { audience: Audience | null })[]>`
        select id::text as "referralId", reference, audience_of_case(id) as audience,
          adds_evidence(id) as "mayAdd", works_case(id) as "worksIt", count_evidence(id) as count
        from referral where reference = ${reference}`
    : []
  if (!row?.audience) throw new NotFound()
  await requireEntry(tx, row.reference)
  return { ...row, audience: row.audience }
}
