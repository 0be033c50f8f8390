import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { InSql } from '@/lib/database/with-actor'
import type { NewEntry } from './consent-entries'

/**
 * Writes entries into the ledger, in a transaction that is open already: the one way in.
 * @returns the entries with their ids
 */
export const writeEntries = async (
  tx: InSql,
  actor: Actor,
  referralId: string,
  entries: readonly NewEntry[],
  at: Date,
): Promise<readonly (NewEntry & { readonly id: string })[]> => {
  const written = entries.map((entry) => ({ ...entry, id: randomUUID() }))
  await tx.$queryRaw`
    insert into consent_entry (id, referral_id, account_id, purpose, answer, wording_version, capacity,
      organisation_id, interpreter, setting, expires_at, recorded_at)
    select id, ${referralId}::uuid, ${actor.accountId}::uuid, purpose, answer, "wordingVersion", capacity,
      "organisationId", interpreter, setting, "expiresAt", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as entry (
      id uuid, purpose text, answer text, "wordingVersion" text, capacity text, "organisationId" uuid,
      interpreter text, setting text, "expiresAt" timestamptz)`
  return written
}
