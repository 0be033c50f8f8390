import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { requireEntry } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { partiesOf } from '@/lib/casework/parties'
import { now } from '@/lib/clock'
import type { ConsentChoices } from '@/lib/consent/consent-form'
import { stands, newestOf } from '@/lib/consent/ledger'
import { purposeInWords, purposeNames, purposeOf, type Purpose } from '@/lib/consent/purposes'
import { readLedger } from '@/lib/consent/read-ledger'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Audience } from '@/lib/disclosure/field-sets'
import { consentFields } from '@/lib/disclosure/shown-fields'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { referralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import type { Destination } from '@/lib/routing/queues'
import { readReference } from './reference'

const find = (tx: Tx, reference: string) =>
  tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      reference: true,
      accountId: true,
      facts: true,
      decision: true,
      revisedFacts: true,
      revisedDecision: true,
      area: true,
      priority: true,
      hiddenFrom: true,
      organisation: true,
      items: { where: { finishedAt: null }, select: { queue: true, identity: true } },
    },
  })

type Row = NonNullable<Awaited<ReturnType<typeof find>>>

/** Whoever sent it, and those who work it and may know who the person is. The database decides alike. */
const mayWriteDown = (actor: Actor, { accountId, items }: Row) =>
  (may(actor, 'refer') && accountId === actor.accountId) ||
  items.some(
    ({ queue, identity }) =>
      queue !== 'HOLD' &&
      partiesOf(actor.role, queue as Destination).includes('worker') &&
      (queue !== 'POLICE' || identity === 'shared'),
  )

/** What may be asked of whom the referral is about: nobody asks a child what must be done anyway. */
const askableOf = (row: Row): readonly Purpose[] => {
  const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
  if (when.nobodyIdentified(facts)) return []
  return purposeNames.filter((one) => !when.mayBeChild(facts) || !purposeOf(one).question)
}

/** Reads a case of which the actor writes down what the person said, in a transaction that is open already. */
export const readAsked = async (tx: Tx, actor: Actor, typed: string, at: Date) => {
  const reference = readReference(typed)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  // One at a time, as corrections are: the second sees the first.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${reference}, 0))::text`
  const row = await find(tx, reference)
  if (!row) throw new NotFound()
  await requireEntry(tx, reference)
  if (!mayWriteDown(actor, row))
    throw new NotAllowed('Only those who may know who the person is write down what they said')
  const { entries } = await readLedger(tx, row.id)
  const organisations = await tx.organisation.findMany({
    where: { id: { notIn: row.hiddenFrom } },
    orderBy: { name: 'asc' },
    select: { id: true, slug: true, name: true },
  })
  const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
  const choices: ConsentChoices = {
    organisations: Object.fromEntries(organisations.map(({ slug, name }) => [slug, name])),
    isCapacityInDoubt: !when.mayBeChild(facts) && when.capacityInDoubt(facts),
  }
  const named = [null, ...organisations]
  const given = purposeNames.flatMap((purpose) =>
    named.flatMap((organisation) => {
      const organisationId = organisation?.id ?? null
      const newest = newestOf(entries, purpose, organisationId)
      const standing = stands(entries, purpose, at, organisationId)
      if (newest?.answer !== 'given' || standing === 'never_asked') return []
      return [
        {
          key: organisation ? `${purpose}-${organisation.slug}` : purpose,
          label: purposeInWords(purpose, organisation?.name),
          purpose,
          organisationId,
          capacity: newest.capacity,
        },
      ]
    }),
  )
  return {
    row,
    facts,
    reference: row.reference,
    version: entries.length,
    entries,
    organisations,
    choices,
    askable: askableOf(row),
    /** What they agreed to and did not take back. */
    given,
  }
}

export type AskedCase = Awaited<ReturnType<typeof readAsked>>

/**
 * Finds a case of which the actor may write down what the person said. That its ledger was looked at is
 * recorded.
 * @throws NotFound where there is none, or it is not this actor's to see
 * @throws NotAllowed where they may see it and not write down what the person said
 */
export const findAsked = (actor: Actor, typed: string): Promise<AskedCase> =>
  withActor(actor, async (tx) => {
    const found = await readAsked(tx, actor, typed, now())
    const { id } = found.row
    const [row] = await tx.$queryRaw<{ audience: Audience | null }[]>`
      select audience_of_case(${id}::uuid) as audience`
    if (!row?.audience) throw new NotFound()
    await recordEvent(tx, 'referral.viewed', id, {
      part: 'consent',
      audience: row.audience,
      fields: consentFields,
      basis: await readBasis(tx, id, row.audience),
    })
    return found
  })
