import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'

/**
 * Says that the actor still has a case open, for the others who do. Nothing of it is shown to them.
 * @throws NotFound where there is no such case, or it is not this actor's to see
 */
export const stayPresent = async (actor: Actor, typedReference: string): Promise<void> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'work-a-queue')) throw new NotFound()
  const present = await withActorInSql(actor, async (tx) => {
    await requireEntry(tx, reference)
    return tx.$queryRaw<{ referral_id: string }[]>`
      insert into presence (account_id, referral_id, name, organisation_id, seen_at)
      select ${actor.accountId}::uuid, id, ${actor.name}, ${actor.organisation.id}::uuid, ${now()}::timestamptz
      from referral where reference = ${reference}
      on conflict (account_id, referral_id) do update set seen_at = excluded.seen_at
      returning referral_id::text`
  })
  if (present.length === 0) throw new NotFound()
}
