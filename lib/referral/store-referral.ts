import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { firstLookDue } from '@/lib/casework/deadlines'
import { consentEntries } from '@/lib/consent/consent-entries'
import type { Tx } from '@/lib/database/with-actor'
import { partsOf } from '@/lib/disclosure/parts'
import { messagesFor } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed } from '@/lib/refusals'
import { decide } from '@/lib/routing/decision'
import * as when from '@/lib/routing/predicates'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { areaOf, factsOf } from './facts'
import { findHiddenFrom } from './find-hidden-from'
import type { Answers } from './questions'
import { makeReference } from './reference'
import type { Receipt } from './receipt'
import { referralJourney } from './steps'
import type { Submission } from './submission'

/**
 * Stores a referral and everything that goes with it, in a transaction that is open already: where
 * one statement fails, nothing is stored.
 * @throws Changed where the draft was saved or sent meanwhile
 */
export const storeReferral = async (
  tx: Tx,
  actor: Actor,
  { typed, idempotencyKey, door, draft }: Submission,
  answers: Answers,
  fingerprint: Uint8Array<ArrayBuffer>,
): Promise<Receipt> => {
  const { accountId } = actor
  if (draft) {
    const { count } = await tx.draft.deleteMany({ where: { ...draft, accountId } })
    if (count !== 1) throw new Changed('This referral was changed in another tab. Look at it again')
  }
  const id = randomUUID()
  const reference = makeReference(randomBytes(8))
  const submittedAt = new Date()
  const facts = factsOf(answers, actor.organisation)
  const decision = decide(facts)
  const { primary, priority, policyVersion } = decision
  const dueAt = firstLookDue(priority, submittedAt)
  const hidden = await findHiddenFrom(tx, actor, facts)
  const restricted = decision.actions.includes('supervisor_restricted')
  const { identity, story } = partsOf(typed, facts.personIdentified)
  const copied = {
    reference,
    priority,
    dueAt,
    organisationId: actor.organisation.id,
    hiddenFrom: hidden,
    restricted,
  }

  // createMany asks for no row back: a case may be hidden from the very organisation that sends it.
  await tx.referral.createMany({
    data: [
      {
        ...copied,
        id,
        accountId,
        submittedAt,
        door,
        idempotencyKey,
        fingerprint,
        draftId: draft?.id ?? null,
        journeyVersion: referralJourney.version,
        policyVersion,
        facts,
        decision,
        primary,
        ageGroup: facts.ageGroup,
        area: areaOf(answers),
        exploitationTypes: facts.exploitationTypes,
        answers: sealAnswers(story, places.referral(id)),
      },
    ],
  })
  await tx.identity.createMany({
    data: [{ referralId: id, answers: sealAnswers(identity, places.identity(id)) }],
  })
  if (decision.items.length > 0)
    await tx.item.createMany({
      data: decision.items.map((item) => ({
        ...copied,
        ...item,
        referralId: id,
        enteredAt: submittedAt,
      })),
    })
  const consents = consentEntries(answers)
  if (consents.length > 0)
    await tx.consentEntry.createMany({
      data: consents.map((entry) => ({ ...entry, referralId: id, accountId })),
    })
  const overridden =
    decision.identityToPolice === 'shared' &&
    !when.mayBeChild(facts) &&
    !when.nobodyIdentified(facts) &&
    !when.agreesToPoliceIdentity(facts)
  await queueMessages(tx, { id, priority }, messagesFor(decision, overridden))
  await recordEvent(tx, 'referral.submitted', id, { door })
  await recordEvent(tx, 'referral.routed', id, {
    primary,
    queues: decision.queues,
    priority,
    rules: decision.reasons.map(({ rule }) => rule),
    policyVersion,
  })
  if (overridden) await recordEvent(tx, 'consent.overridden', id, { rule: 'immediate danger' })
  return {
    reference,
    submittedAt,
    priority,
    primary,
    dueAt,
    actions: decision.actions,
    hidden: hidden.includes(actor.organisation.id),
  }
}
