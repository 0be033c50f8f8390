import { z } from 'zod'
import { now } from '@/lib/clock'
import type { Standing } from '@/lib/consent/ledger'
import { stoppedBecause } from '@/lib/consent/permitted'
import { Prisma } from '@/lib/database/generated/client'
import { referralFacts } from '@/lib/routing/facts'
import type { Destination } from '@/lib/routing/queues'

const { sql } = Prisma

/**
 * What says whether the work at an item may go on, as a column beside the columns of `page`, the items
 * that are read: facts, ledger and what overrules it. Null where nothing can stop it: police work stands
 * on no agreement, what is on hold has not begun, and only work that has begun stops.
 */
export const agreementsIn = (queue: Destination) =>
  queue === 'NRM' || queue === 'BEACON'
    ? sql`(
        select jsonb_build_object(
          'facts', coalesce(revised_facts, facts),
          'entries', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'purpose', purpose, 'answer', answer, 'capacity', capacity, 'recordedAt', recorded_at,
              'expiresAt', expires_at, 'organisationId', organisation_id
            ) order by recorded_at, id), '[]')
            from consent_entry where referral_id = referral.id
          ),
          'overrides', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'purpose', purpose, 'basis', basis, 'recordedAt', recorded_at
            )), '[]')
            from consent_override where referral_id = referral.id
          )
        )
        from referral
        where id = page.referral_id and page.accepted_at is not null and page.finished_as is null
      )`
    : sql`null::jsonb`

const moment = z.iso.datetime({ offset: true }).pipe(z.coerce.date())

const agreements = z.object({
  facts: referralFacts,
  entries: z.array(
    z.object({
      purpose: z.string(),
      answer: z.string(),
      capacity: z.string(),
      recordedAt: moment,
      expiresAt: moment.nullable(),
      organisationId: z.string().nullable(),
    }),
  ),
  overrides: z.array(z.object({ purpose: z.string(), basis: z.string(), recordedAt: moment })),
})

/**
 * Why the work at an item stands still, because nobody agrees to it any more; `undefined` where it goes on.
 * @param found what `agreementsIn` told of the item
 */
export const readStopped = (queue: Destination, found: unknown): Standing | undefined =>
  found === null ? undefined : stoppedBecause(agreements.parse(found), queue, now())
