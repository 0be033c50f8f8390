import { z } from 'zod'
import type { InSql } from '@/lib/database/with-actor'
import { basisOf, type Basis } from '@/lib/disclosure/basis'
import type { Audience } from '@/lib/disclosure/field-sets'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'

const released = z.enum(['agreed', 'emergency']).nullable()

/**
 * On which basis somebody sees a case as an audience, in a transaction that is open already: what is
 * recorded wherever answers of it are shown.
 */
export const readBasis = async (
  tx: InSql,
  referralId: string,
  audience: Audience,
): Promise<Basis> => {
  const [row] = await tx.$queryRaw<{ facts: unknown; decided: unknown; released: unknown }[]>`
    select coalesce(revised_facts, facts) as facts, coalesce(revised_decision, decision) as decided,
      (select kind from release
        where referral_id = referral.id and answer = 'released' and ended_at is null limit 1) as released
    from referral where id = ${referralId}::uuid`
  const isReleased =
    audience === 'police_named' && decision.parse(row?.decided).identityToPolice !== 'shared'
  const by = isReleased ? released.parse(row?.released ?? null) : null
  return basisOf(audience, referralFacts.parse(row?.facts), by)
}
