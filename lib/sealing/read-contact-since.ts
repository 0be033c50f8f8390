import { mayContact } from '@/lib/consent/ledger'
import { isOverridden } from '@/lib/consent/permitted'
import { readLedger } from '@/lib/consent/read-ledger'
import type { Tx } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import type { ContactSince } from '@/lib/papers/present-contact'
import { places } from './places'
import { openAnswers } from './seal-answers'

/**
 * Reads what was recorded of contact with the person after a referral was sent, as far as the actor may
 * see it, in a transaction that is open already.
 */
export const readContactSince = async (
  tx: Tx,
  referralId: string,
  at: Date,
): Promise<ContactSince> => {
  const newest = await tx.contactPlan.findFirst({
    where: { referralId },
    orderBy: { version: 'desc' },
  })
  const { entries, overrides } = await readLedger(tx, referralId)
  return {
    plan: newest
      ? {
          typed: openAnswers<RawAnswers>(newest.plan, places.contactPlan(newest.id)),
          confirmedAt: newest.confirmedAt,
        }
      : undefined,
    isRefused: !mayContact(entries, at) && !isOverridden({ entries, overrides }, 'contact'),
    attempts: await tx.contactAttempt.findMany({
      where: {
        referralId,
        outcome: { in: ['unsafe', 'wrong'] },
        ...(newest && { at: { gte: newest.confirmedAt } }),
      },
      select: { channel: true, outcome: true },
    }),
  }
}
