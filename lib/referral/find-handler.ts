import { handOverTo, type Desk } from '@/lib/casework/hand-over'
import type { InSql } from '@/lib/database/with-actor'
import type { Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'

/**
 * The First Responder Organisation that a referral is handed to, where it goes to the NRM queue.
 * @param area where the person is
 * @param hidden ids of organisations that may not see the case
 * @returns its id; `null` where there is none, and the safeguarding lead hears of it at the deadline
 */
export const findHandler = async (
  tx: InSql,
  decision: Decision,
  facts: ReferralFacts,
  area: string | null,
  hidden: readonly string[],
): Promise<string | null> => {
  if (!decision.queues.includes('NRM')) return null
  const desks = await tx.$queryRaw<
    Desk[]
  >`select id::text, slug, name, type from organisations_with_desk()`
  return handOverTo(desks, facts, area, hidden)[0]?.id ?? null
}
