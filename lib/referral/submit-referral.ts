import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { firstLookDue } from '@/lib/casework/deadlines'
import { consentEntries } from '@/lib/consent/consent-entries'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { partsOf } from '@/lib/disclosure/parts'
import { problemsOf, prune, walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { messagesFor } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed, NotAllowed } from '@/lib/refusals'
import { decide } from '@/lib/routing/decision'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { areaOf, factsOf } from './facts'
import { fingerprintOf, findReceiptByKey } from './find-receipt'
import { findHiddenFrom } from './find-hidden-from'
import { makeReference } from './reference'
import type { Receipt } from './receipt'
import { referralJourney } from './steps'

export interface Submission {
  readonly typed: RawAnswers
  /** One act of sending: whoever retries it gets the first answer again. */
  readonly idempotencyKey: string
  readonly door: 'pages' | 'api'
  /** The draft that is sent, which ends with the sending. */
  readonly draft?: { readonly id: string; readonly version: number }
}

export type Submitted =
  { readonly receipt: Receipt; readonly again: boolean } | { readonly problems: readonly Problem[] }

/**
 * Sends a referral: the one way in, for the pages and the partner API alike. In one transaction the
 * referral is sealed and stored with its facts, decision and reasons, an item stands in each queue,
 * what was consented to is entered, the acts are recorded and the messages wait in the outbox.
 * @returns the receipt, the same one for every repetition; or what is wrong, and nothing is stored
 * @throws NotAllowed where the role does not refer
 * @throws Changed where the key was used for something else, or the draft was saved meanwhile
 */
export const submitReferral = async (actor: Actor, submission: Submission): Promise<Submitted> => {
  if (!may(actor, 'refer')) throw new NotAllowed('Your account cannot make a referral')
  const { idempotencyKey } = submission
  const walked = walk(referralJourney, submission.typed, { today: londonDay(new Date()) })
  const problems = problemsOf(walked)
  if (problems.length > 0) return { problems }
  const typed = prune(walked, submission.typed)
  const fingerprint = fingerprintOf(typed)

  const earlier = await findReceiptByKey(actor, idempotencyKey)
  if (earlier) return repeated(earlier, fingerprint)
  try {
    const receipt = await withActor(actor, (tx) =>
      store(tx, actor, { ...submission, typed }, walked.answers, fingerprint),
    )
    return { receipt, again: false }
  } catch (error) {
    if (!(error instanceof Changed) && !isUniqueViolation(error)) throw error
    const winner = await findReceiptByKey(actor, idempotencyKey)
    if (!winner) throw error
    return repeated(winner, fingerprint)
  }
}

const repeated = (
  found: { readonly receipt: Receipt; readonly fingerprint: Uint8Array },
  fingerprint: Uint8Array,
): Submitted => {
  if (!Buffer.from(found.fingerprint).equals(fingerprint))
    throw new Changed('This idempotency key was used for another referral')
  return { receipt: found.receipt, again: true }
}

const store = async (
  tx: Tx,
  actor: Actor,
  { typed, idempotencyKey, door, draft }: Submission,
  answers: Parameters<typeof factsOf>[0],
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
    facts.ageGroup === 'adult' &&
    facts.consentPoliceIdentity !== 'given'
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
