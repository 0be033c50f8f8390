import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { readSharedAudience } from '@/lib/access/read-shared-audience'
import { requireEntry } from '@/lib/access/require-entry'
import { workedBy } from '@/lib/casework/case-workers'
import { ownsDuty } from '@/lib/casework/duty-owner'
import { now } from '@/lib/clock'
import type { Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { project } from '@/lib/disclosure/project'
import { withPresentContact } from '@/lib/papers/present-contact'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { readContactSince } from '@/lib/sealing/read-contact-since'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readReleasedTexts } from '@/lib/sealing/read-released-texts'
import { readSealed } from '@/lib/sealing/read-sealed'
import { dutyPack, leavesDuty } from './duty-pack'
import type { PackFacts } from './filling'
import { nrmForm } from './nrm-form'
import { presentAnswers } from './present-answers'

const read = (tx: Tx, reference: string) =>
  tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      reference: true,
      accountId: true,
      organisationId: true,
      facts: true,
      revisedFacts: true,
      items: { select: { queue: true, identity: true } },
      duties: { where: { kind: 'duty_to_notify' } },
    },
  })

/** Who notifies: the organisation of whoever makes the pack, where it is one that can. */
const notifierOf = ({ organisation }: Actor): Pick<PackFacts, 'organisation'> =>
  organisation.isFirstResponderOrganisation || organisation.hasDutyToNotify
    ? { organisation: organisation.name }
    : {}

/**
 * Reads a case of which the actor owes or settles a duty to notify, with the pack for it, as it is now
 * and as far as they may see it, in a transaction that is open already.
 * @throws NotFound where there is no such case or duty, or it is not this actor's to see
 * @throws NotAllowed where the duty is for others, or is not owed any more
 */
export const readDutyCase = async (tx: Tx, actor: Actor, typedReference: string) => {
  const reference = readReference(typedReference)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) throw new NotFound()
  const row = await read(tx, reference)
  if (!row) throw new NotFound()
  await requireEntry(tx, reference)
  const referral = referralFacts.parse(row.revisedFacts ?? row.facts)
  const items = row.items.map(({ queue, identity }) => ({ queue: queue as Queue, identity }))
  const audience = audienceOf(actor, {
    accountId: row.accountId,
    organisationId: row.organisationId,
    personIdentified: referral.personIdentified,
    items,
    shared: await readSharedAudience(tx, row.id),
  })
  const [duty] = row.duties
  if (!audience || !duty) throw new NotFound()
  if (!ownsDuty(actor, duty) && workedBy(actor, items).length === 0)
    throw new NotAllowed('This duty is for others')
  if (!leavesDuty(referral))
    throw new NotAllowed('What they agree to has changed: no duty to notify is owed now')
  const { sent, details } = await readSealed(tx, row.id)
  const corrected = (await readCorrections(tx, row.id)).map((one) => [one.question, one.new])
  const at = now()
  const typed = project(
    audience,
    withPresentContact(
      { ...sent, ...details, ...Object.fromEntries(corrected) },
      await readContactSince(tx, row.id, at),
    ),
  )
  const answers = presentAnswers(typed, at)
  const released = await readReleasedTexts(tx, row.id)
  const facts: PackFacts = { reference, referral, ...notifierOf(actor), evidence: 0 }
  return {
    id: row.id,
    reference,
    audience,
    basis: await readBasis(tx, row.id, audience),
    typed,
    answers,
    released,
    pack: dutyPack(nrmForm, answers, facts, released),
    at,
  }
}

export type DutyCase = Awaited<ReturnType<typeof readDutyCase>>
