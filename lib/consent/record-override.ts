import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { referralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { bases, overridable, type BasisName } from './bases'
import { overrideFormFor } from './override-form'
import { permits } from './permitted'
import { purposeOf } from './purposes'
import { readLedger } from './read-ledger'

export type Overridden = { readonly override: string } | { readonly form: TakenForm<Catalogue> }

const given = z.object({
  purpose: z.enum(overridable),
  basis: z.enum(Object.keys(bases) as BasisName[]),
  words: z.string(),
})

const read = async (tx: Tx, actor: Actor, typed: string, at: Date) => {
  const reference = readReference(typed)
  const row =
    reference && may(actor, 'work-a-queue')
      ? await tx.referral.findFirst({
          where: { reference },
          select: { id: true, reference: true, facts: true, revisedFacts: true, priority: true },
        })
      : null
  const [asked] = row
    ? await tx.$queryRaw<{ works: boolean }[]>`select works_case(${row.id}::uuid) as works`
    : []
  if (!row || !asked?.works) throw new NotFound()
  await requireEntry(tx, row.reference)
  if (!may(actor, 'override-consent'))
    throw new NotAllowed('Only the safeguarding lead and police supervisors overrule an answer')
  const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
  const agreements = { facts, ...(await readLedger(tx, row.id)) }
  const blocked = when.nobodyIdentified(facts)
    ? []
    : overridable.filter((purpose) => !permits(agreements, purpose, at).isPermitted)
  return { row, reference: row.reference, blocked }
}

/**
 * What of a case does not go ahead for want of an agreement, and could on a lawful basis.
 * @throws NotFound where there is no such case, or the actor does not work or lead it
 * @throws NotAllowed where they may not overrule what the person said
 */
export const findBlocked = (actor: Actor, typed: string) =>
  withActor(actor, (tx) => read(tx, actor, typed, now()))

/**
 * Lets something go ahead without the person's agreement: with a lawful basis and a reason, which is
 * sealed. The safeguarding lead is told at once. It changes nothing of what the person said, and it ends
 * when they are asked again. Sources: UK GDPR art. 6 and 9; Data Protection Act 2018 sch. 1.
 * @returns the override; or the form with what is wrong beside each field
 * @throws as `findBlocked`
 */
export const recordOverride = (
  actor: Actor,
  typed: string,
  posted: URLSearchParams,
): Promise<Overridden> =>
  withActor(actor, async (tx) => {
    const at = now()
    const { row, blocked } = await read(tx, actor, typed, at)
    const form = takeOneStep(overrideFormFor(blocked), posted, { today: londonDay(at) })
    if (form.problems.length > 0) {
      const detail = { action: 'override_consent', because: 'form' }
      await recordEvent(tx, 'action.refused', row.id, detail)
      return { form }
    }
    const { purpose, basis, words } = given.parse(form.answers)
    const override = randomUUID()
    await tx.$queryRaw`
      insert into consent_override (id, referral_id, purpose, basis, words, account_id, organisation_id,
        role, recorded_at)
      values (${override}::uuid, ${row.id}::uuid, ${purpose}, ${basis},
        ${sealAnswers(words, places.consentOverride(override))}, ${actor.accountId}::uuid,
        ${actor.organisation.id}::uuid, ${actor.role}, ${at}::timestamptz)`
    await tx.$queryRaw`
      select carry_out_override(${override}::uuid, ${purposeOf(purpose).queue ?? ''})::text`
    await queueMessages(tx, row, [
      { type: 'consent.overridden', recipient: 'role:safeguarding_lead' },
    ])
    await recordEvent(tx, 'consent.overridden', row.id, { override, consent: purpose, basis })
    return { override }
  })
