import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvents } from '@/lib/audit/record-event'
import { badgesOf } from '@/lib/casework/badges'
import { firstLookDue } from '@/lib/casework/deadlines'
import type { LinkKind } from '@/lib/casework/links'
import { now } from '@/lib/clock'
import { consentEntries } from '@/lib/consent/consent-entries'
import { isSharedWithoutAgreement } from '@/lib/consent/override'
import { writeEntries } from '@/lib/consent/write-entries'
import type { InSql } from '@/lib/database/with-actor'
import { sentPartsOf } from '@/lib/disclosure/parts'
import { messagesFor } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { readPolicyInForce } from '@/lib/policies/read-policy-in-force'
import { Changed } from '@/lib/refusals'
import { decide } from '@/lib/routing/decision'
import { addSearchTerms } from '@/lib/sealing/add-search-terms'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { writeParts } from '@/lib/sealing/write-parts'
import { areaOf, factsOf } from './facts'
import { findHandler } from './find-handler'
import { findHiddenFrom } from './find-hidden-from'
import { openedDuties } from './opened-duties'
import { placedItems } from './placed-items'
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
  let sentAgainFrom: string | null = null
  if (draft) {
    const ended = await tx.$queryRaw<{ from: string | null }[]>`
      delete from draft
      where id = ${draft.id}::uuid and version = ${draft.version} and account_id = ${accountId}::uuid
      returning sent_again_from::text as from`
    if (ended.length !== 1)
      throw new Changed('This referral was changed in another tab. Look at it again')
    sentAgainFrom = ended[0]?.from ?? null
  }
  const id = randomUUID()
  const reference = makeReference(randomBytes(8))
  const submittedAt = now()
  const facts = factsOf(answers, actor.organisation)
  const decision = decide(facts, await readPolicyInForce(tx, submittedAt))
  const { primary, priority, policyVersion } = decision
  const dueAt = firstLookDue(priority, primary, submittedAt)
  const hidden = await findHiddenFrom(tx, actor, facts)
  const area = areaOf(answers)
  const handler = await findHandler(tx, decision, facts, area, hidden)
  const restricted = decision.actions.includes('supervisor_restricted')
  const { identity, referrer, parts } = sentPartsOf(typed, facts.personIdentified)
  const organisationId = actor.organisation.id

  const duties = openedDuties(decision, submittedAt, {
    referrerMustNotify: actor.organisation.hasDutyToNotify,
    referrerIsHidden: hidden.includes(organisationId),
  })

  const linkKind: LinkKind = facts.personIdentified ? 'same_person' : 'same_scene'
  const overridden = isSharedWithoutAgreement(facts, decision)
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
        draft_id, sent_again_from, journey_version, policy_version, facts, decision, "primary", priority, due_at,
        age_group, area, exploitation_types, hidden_from, restricted, answers
      ) values (
        ${id}::uuid, ${reference}, ${organisationId}::uuid, ${accountId}::uuid, ${submittedAt}, ${door},
        ${idempotencyKey}, ${fingerprint}, ${draft?.id ?? null}::uuid, ${sentAgainFrom}::uuid,
        ${referralJourney.version}, ${policyVersion}, ${JSON.stringify(facts)}::jsonb, ${JSON.stringify(decision)}::jsonb,
        ${primary}, ${priority}, ${dueAt}, ${facts.ageGroup}, ${area},
        ${facts.exploitationTypes}::text[], ${hidden}::uuid[], ${restricted},
        ${sealAnswers(referrer, places.referral(id))}
      )`,
    tx.$queryRaw`
      insert into identity (referral_id, answers)
      values (${id}::uuid, ${sealAnswers(identity, places.identity(id))})`,
    writeParts(tx, id, parts),
    tx.$queryRaw`
      insert into item (
        referral_id, queue, kind, identity, handler_id, reference, organisation_id, priority, entered_at,
        due_at, hidden_from, restricted, age_group, area, exploitation_types, people, badges
      )
      select ${id}::uuid, queue, kind, identity, handler, ${reference}, ${organisationId}::uuid,
        ${priority}, ${submittedAt}::timestamptz, due, ${hidden}::uuid[], ${restricted}::boolean,
        ${facts.ageGroup}, ${area}, ${facts.exploitationTypes}::text[], ${facts.potentialVictimCount},
        ${badgesOf(facts)}::text[]
      from jsonb_to_recordset(${JSON.stringify(placedItems(decision, submittedAt, handler))}::jsonb)
        as item (queue text, kind text, identity text, handler uuid, due timestamptz)`,
    ...(sentAgainFrom
      ? [
          tx.$queryRaw`
            insert into link (id, referral_id, other_id, kind, account_id, at)
            values (gen_random_uuid(), ${id}::uuid, ${sentAgainFrom}::uuid,
              ${linkKind}, ${accountId}::uuid, ${submittedAt}::timestamptz)`,
        ]
      : []),
    tx.$queryRaw`
      insert into duty (referral_id, kind, owner_organisation_id, owner_queue, opened_at, due_at)
      select ${id}::uuid, kind, case when owner is null then ${organisationId}::uuid end, owner,
        ${submittedAt}::timestamptz, due
      from jsonb_to_recordset(${JSON.stringify(duties)}::jsonb)
        as duty (kind text, owner text, due timestamptz)`,
    writeEntries(tx, actor, id, consentEntries(answers, submittedAt), submittedAt),
    addSearchTerms(
      tx,
      { referralId: id, personIdentified: facts.personIdentified, at: submittedAt },
      typed,
    ),
    queueMessages(tx, { id, priority }, messagesFor(decision, overridden)),
    recordEvents(tx, id, [
      { type: 'referral.submitted', detail: { door } },
      { type: 'referral.routed', detail: routed },
      ...(sentAgainFrom
        ? [{ type: 'cases.linked' as const, detail: { kind: linkKind, other: sentAgainFrom } }]
        : []),
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
