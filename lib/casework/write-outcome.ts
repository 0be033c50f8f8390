import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/database/with-actor'
import type { TrackName } from './outcomes'

/** What is kept of an outcome. What was typed about it is kept with the act that recorded it. */
export interface OutcomeWritten {
  readonly referralId: string
  readonly track: TrackName
  readonly value: string
  /** A day in London, as an ISO date. */
  readonly decidedOn: string
  readonly decidedBy: string
  readonly reference?: string | undefined
  readonly at: Date
}

/** Appends an outcome, in a transaction that is open already. Nothing is read back: not all may. */
export const writeOutcome = async (
  tx: Tx,
  { accountId, organisation }: Actor,
  { referralId, track, value, decidedOn, decidedBy, reference, at }: OutcomeWritten,
) => {
  await tx.$queryRaw`
    insert into outcome (id, referral_id, track, value, decided_on, decided_by, reference, account_id,
      organisation_id, recorded_at)
    values (${randomUUID()}::uuid, ${referralId}::uuid, ${track}, ${value}, ${decidedOn}::date,
      ${decidedBy}, ${reference ?? null}, ${accountId}::uuid, ${organisation.id}::uuid,
      ${at}::timestamptz)`
}
