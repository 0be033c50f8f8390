import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvents } from '@/lib/audit/record-event'
import { firstLookDue } from '@/lib/casework/deadlines'
import { consentEntries } from '@/lib/consent/consent-entries'
import type { InSql } from '@/lib/database/with-actor'
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
  tx: InSql,
  actor: Actor,
  { typed, idempotencyKey, door, draft }: Submission,
  answers: Answers,
  fingerprint: Uint8Array<ArrayBuffer>,
): Promise<Receipt> => {
  const { accountId } = actor
  if (draft) {
    const ended = await tx.$queryRaw<unknown[]>`
      delete from draft
      where id = ${draft.id}::uuid and version = ${draft.version} and account_id = ${accountId}::uuid
      returning id`
    if (ended.length !== 1)
      throw new Changed('This referral was changed in another tab. Look at it again')
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
  const organisationId = actor.organisation.id

  const overridden =
    decision.identityToPolice === 'shared' &&
    !when.mayBeChild(facts) &&
    !when.nobodyIdentified(facts) &&
    !when.agreesToPoliceIdentity(facts)
  const routed = {
    primary,
    queues: decision.queues,
    priority,
    rules: decision.reasons.map(({ rule }) => rule),
    policyVersion,
  }

  // Said together and done in this order, so that there is one wait for all of them. Nothing is
  // returned: a case may be hidden from the very organisation that sends it.
  await Promise.all([
    tx.$queryRaw`
      insert into referral (
        id, reference, organisation_id, account_id, submitted_at, door, idempotency_key, fingerprint,
        draft_id, journey_version, policy_version, facts, decision, "primary", priority, due_at,
        age_group, area, exploitation_types, hidden_from, restricted, answers
      ) values (
        ${id}::uuid, ${reference}, ${organisationId}::uuid, ${accountId}::uuid, ${submittedAt}, ${door},
        ${idempotencyKey}, ${fingerprint}, ${draft?.id ?? null}::uuid, ${referralJourney.version},
        ${policyVersion}, ${JSON.stringify(facts)}::jsonb, ${JSON.stringify(decision)}::jsonb,
        ${primary}, ${priority}, ${dueAt}, ${facts.ageGroup}, ${areaOf(answers)},
        ${facts.exploitationTypes}::text[], ${hidden}::uuid[], ${restricted},
        ${sealAnswers(story, places.referral(id))}
      )`,
    tx.$queryRaw`
      insert into identity (referral_id, answers)
      values (${id}::uuid, ${sealAnswers(identity, places.identity(id))})`,
    tx.$queryRaw`
      insert into item (
        referral_id, queue, kind, identity, reference, organisation_id, priority, entered_at, due_at,
        hidden_from, restricted
      )
      select ${id}::uuid, queue, kind, identity, ${reference}, ${organisationId}::uuid, ${priority},
        ${submittedAt}::timestamptz, ${dueAt}::timestamptz, ${hidden}::uuid[], ${restricted}::boolean
      from jsonb_to_recordset(${JSON.stringify(decision.items)}::jsonb)
        as item (queue text, kind text, identity text)`,
    tx.$queryRaw`
      insert into consent_entry (referral_id, account_id, purpose, answer, wording_version, capacity)
      select ${id}::uuid, ${accountId}::uuid, purpose, answer, "wordingVersion", capacity
      from jsonb_to_recordset(${JSON.stringify(consentEntries(answers))}::jsonb)
        as entry (purpose text, answer text, "wordingVersion" text, capacity text)`,
    queueMessages(tx, { id, priority }, messagesFor(decision, overridden)),
    recordEvents(tx, id, [
      { type: 'referral.submitted', detail: { door } },
      { type: 'referral.routed', detail: routed },
      ...(overridden
        ? [{ type: 'consent.overridden' as const, detail: { rule: 'immediate danger' } }]
        : []),
    ]),
  ])
  return {
    reference,
    submittedAt,
    priority,
    primary,
    dueAt,
    actions: decision.actions,
    hidden: hidden.includes(organisationId),
  }
}
