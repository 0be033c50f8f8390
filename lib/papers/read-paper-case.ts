import type { Actor } from '@/lib/access/actor'
import { readSharedAudience } from '@/lib/access/read-shared-audience'
import { requireEntry } from '@/lib/access/require-entry'
import { readSeen } from '@/lib/audit/read-seen'
import type { Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { project } from '@/lib/disclosure/project'
import { receiptLines } from '@/lib/disclosure/receipts'
import { one, type RawAnswers } from '@/lib/journey/question'
import type { PackFacts, Responder } from '@/lib/packs/filling'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { readContactSince } from '@/lib/sealing/read-contact-since'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readReleasedTexts } from '@/lib/sealing/read-released-texts'
import { readSealed } from '@/lib/sealing/read-sealed'
import type { PaperCase, PaperSubject } from './paper-case'
import { withPresentContact } from './present-contact'

/**
 * Reads what decides which papers of a case an actor may make, in a transaction that is open already.
 * @returns `undefined` where there is no such case, or it is not this actor's to see
 * @throws NeedsReason where the actor has to say first why they open it
 */
export const readPaperSubject = async (
  tx: Tx,
  actor: Actor,
  reference: string,
): Promise<(PaperSubject & { readonly id: string }) | undefined> => {
  const row = await tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      accountId: true,
      organisationId: true,
      facts: true,
      revisedFacts: true,
      decision: true,
      revisedDecision: true,
      items: { select: { queue: true, identity: true } },
    },
  })
  if (!row) return undefined
  const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
  const audience = audienceOf(actor, {
    accountId: row.accountId,
    organisationId: row.organisationId,
    personIdentified: facts.personIdentified,
    items: row.items.map(({ queue, identity }) => ({ queue: queue as Queue, identity })),
    shared: await readSharedAudience(tx, row.id),
  })
  if (!audience) return undefined
  await requireEntry(tx, reference)
  return {
    id: row.id,
    audience,
    facts,
    queues: decision.parse(row.revisedDecision ?? row.decision).queues,
    isFirstResponder: actor.organisation.isFirstResponderOrganisation,
  }
}

/** Who submits: the referrer, where they are a First Responder; else whoever works it at the desk. */
const responderOf = (
  { name, jobTitle, phone }: Actor,
  { audience, isFirstResponder }: PaperSubject,
  typed: RawAnswers,
): Responder | undefined => {
  if (!isFirstResponder) return undefined
  if (audience !== 'referrer') return { name, role: jobTitle, phone }
  const said = (id: string) => one(typed[id] ?? '') || undefined
  return {
    name: said('referrerName') ?? name,
    role: said('referrerRole') ?? jobTitle,
    phone: said('referrerPhone') ?? phone,
    colleagueEmail: said('colleagueEmail'),
  }
}

const packFactsOf = (
  actor: Actor,
  subject: PaperSubject,
  typed: RawAnswers,
): Omit<PackFacts, 'reference' | 'evidence'> => ({
  referral: subject.facts,
  organisation: subject.isFirstResponder ? actor.organisation.name : undefined,
  responder: responderOf(actor, subject, typed),
})

/**
 * Reads all that a paper of a case is made from, as far as the actor may see it and as it is now, in a
 * transaction that is open already.
 */
export const readPaperCase = async (
  tx: Tx,
  actor: Actor,
  subject: PaperSubject & { readonly id: string; readonly reference: string },
  at: Date,
): Promise<PaperCase> => {
  const { id, reference, audience } = subject
  const { sent, details } = await readSealed(tx, id)
  const corrections = await readCorrections(tx, id)
  const corrected = Object.fromEntries(corrections.map((each) => [each.question, each.new]))
  const since = await readContactSince(tx, id, at)
  const typed = project(audience, withPresentContact({ ...sent, ...details, ...corrected }, since))
  const seesContact = 'contactChannels' in project(audience, { contactChannels: '' })
  const isAsGood = !since.isRefused && since.attempts.length === 0
  return {
    ...subject,
    typed,
    plan: seesContact && isAsGood ? since.plan : undefined,
    packFacts: {
      reference,
      ...packFactsOf(actor, subject, typed),
      evidence: await tx.evidence.count({ where: { referralId: id, removedAt: null } }),
    },
    released: await readReleasedTexts(tx, id),
    receipts: receiptLines(await readSeen(tx, id)),
    at,
  }
}
