import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { requireEntry } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Audience } from '@/lib/disclosure/field-sets'
import { consentFields } from '@/lib/disclosure/shown-fields'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { referralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { LedgerEntry, LedgerRead, OverrideRead } from './ledger-read'
import { stands } from './ledger'
import { purposeNames, purposeOf } from './purposes'
import { readConsents } from './read-consents'
import { readRecalls } from './read-recalls'

/** What was said, of entries that the actor may read it of: row-level security decides. */
const readSaid = async (tx: Tx, referralId: string) => {
  const rows = await tx.consentEvidence.findMany({ where: { referralId } })
  return new Map(
    rows.map(({ entryId, words }) => [
      entryId,
      openAnswers<{ language: string; said?: string }>(words, places.consentEvidence(entryId)),
    ]),
  )
}

const readWriters = async (tx: Tx, referralId: string) =>
  new Map(
    (
      await tx.$queryRaw<{ id: string; name: string | null }[]>`
        select entry.id::text, named.name from consent_entry as entry
          left join names_of(array(select account_id from consent_entry where referral_id = ${referralId}::uuid))
            as named on named.id = entry.account_id
        where entry.referral_id = ${referralId}::uuid`
    ).map(({ id, name }) => [id, name ?? 'A worker']),
  )

const readOverrides = async (tx: Tx, referralId: string): Promise<readonly OverrideRead[]> =>
  (
    await tx.$queryRaw<(Omit<OverrideRead, 'words'> & { words: Uint8Array })[]>`
      select entry.id::text, purpose, basis, role, organisation.name as organisation,
        recorded_at as "recordedAt", words
      from consent_override as entry join organisation on organisation.id = entry.organisation_id
      where referral_id = ${referralId}::uuid order by recorded_at desc`
  ).map((one) => ({
    ...one,
    words: openAnswers<string>(one.words, places.consentOverride(one.id)),
  }))

/**
 * Opens the ledger of a case: everything that the person was asked, in which words, what they said, what
 * goes ahead without it, and what was asked back. That it was opened is recorded.
 * @throws NotFound where there is no such case, or the actor neither works nor sent it
 */
export const findLedger = async (actor: Actor, typed: string): Promise<LedgerRead> => {
  const reference = readReference(typed)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  const at = now()
  return withActor(actor, async (tx) => {
    const row = await tx.referral.findFirst({
      where: { reference },
      select: { id: true, accountId: true, facts: true, revisedFacts: true },
    })
    const [asked] = row
      ? await tx.$queryRaw<{ works: boolean; records: boolean; audience: Audience | null }[]>`
          select works_case(${row.id}::uuid) as works, may_record_consent(${row.id}::uuid) as records,
            audience_of_case(${row.id}::uuid) as audience`
      : []
    if (!row || !asked?.audience || !(asked.works || row.accountId === actor.accountId))
      throw new NotFound()
    await requireEntry(tx, reference)
    const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
    const [said, writers] = [await readSaid(tx, row.id), await readWriters(tx, row.id)]
    const entries = (await readConsents(tx, row.id)).map((entry): LedgerEntry => ({
      ...entry,
      by: writers.get(entry.id) ?? 'A worker',
      language: said.get(entry.id)?.language ?? null,
      said: said.get(entry.id)?.said ?? null,
    }))
    const isAbout = !when.nobodyIdentified(facts)
    await recordEvent(tx, 'referral.viewed', row.id, {
      part: 'consent',
      audience: asked.audience,
      fields: consentFields,
      basis: await readBasis(tx, row.id, asked.audience),
    })
    return {
      reference,
      purposes: purposeNames.map((purpose) => ({
        purpose,
        standing: stands(entries, purpose, at),
        isNotAsked: when.mayBeChild(facts) && purposeOf(purpose).question !== undefined,
        entries: entries.filter((one) => one.purpose === purpose).toReversed(),
      })),
      overrides: await readOverrides(tx, row.id),
      recalls: await readRecalls(tx, { referralId: row.id }),
      canRecord: isAbout && asked.records,
      canWithdraw: asked.records && entries.some(({ answer }) => answer === 'given'),
      canOverride: isAbout && may(actor, 'override-consent'),
    }
  })
}
