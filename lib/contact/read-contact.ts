import type { Actor } from '@/lib/access/actor'
import { readSharedAudience } from '@/lib/access/read-shared-audience'
import { mayContact } from '@/lib/consent/ledger'
import { isOverridden } from '@/lib/consent/permitted'
import { readLedger } from '@/lib/consent/read-ledger'
import type { InSql, Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { fieldSets, type Audience } from '@/lib/disclosure/field-sets'
import { walk } from '@/lib/journey/journey'
import type { RawAnswers, Sensitivity } from '@/lib/journey/question'
import { questionOf } from '@/lib/referral/question-of'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readSealed } from '@/lib/sealing/read-sealed'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { confirmByOf } from './confirm-by'
import type { Contact } from './allowance'
import { isChannel } from './channels'
import { planForm, typedFromReferral } from './plan-form'
import { planOf } from './plan'

const seesContact = (audience: Audience | null) => {
  const sees: readonly Sensitivity[] = audience ? fieldSets[audience].sees : []
  return sees.includes('contact')
}

const isAboutContact = (question: string) => questionOf(question)?.sensitivity === 'contact'

/** Whether they said that nobody may contact them, and nobody has overruled it since. */
const readRefusal = async (tx: InSql, referralId: string, at: Date) => {
  const { entries, overrides } = await readLedger(tx, referralId)
  return !mayContact(entries, at) && !isOverridden({ entries, overrides }, 'contact')
}

/**
 * Reads how the person of a case may be contacted, in a transaction that is open already.
 * @returns what it is, with as whom the actor looks; `undefined` where there is no such case, or it is
 * not this actor's to see
 */
export const readContact = async (tx: Tx, actor: Actor, reference: string, at: Date) => {
  const row = await tx.referral.findFirst({
    where: { reference },
    select: {
      id: true,
      reference: true,
      accountId: true,
      organisationId: true,
      priority: true,
      submittedAt: true,
      facts: true,
      revisedFacts: true,
      items: { select: { queue: true, identity: true } },
    },
  })
  if (!row) return undefined
  const { personIdentified } = referralFacts.parse(row.revisedFacts ?? row.facts)
  const audience = audienceOf(actor, {
    accountId: row.accountId,
    organisationId: row.organisationId,
    personIdentified,
    items: row.items.map(({ queue, identity }) => ({ queue: queue as Queue, identity })),
    shared: await readSharedAudience(tx, row.id),
  })
  if (!audience) return undefined
  const { id, priority } = row
  const known = { id, reference: row.reference, priority, audience, personIdentified }
  if (!seesContact(audience) || !personIdentified) return { ...known, found: undefined }
  return { ...known, found: await readPlan(tx, id, row.submittedAt, at) }
}

const readPlan = async (tx: Tx, referralId: string, submittedAt: Date, at: Date) => {
  const newest = await tx.contactPlan.findFirst({
    where: { referralId },
    orderBy: { version: 'desc' },
  })
  const corrections = await readCorrections(tx, referralId)
  const said: RawAnswers = {
    ...(await readSealed(tx, referralId)).sent,
    ...Object.fromEntries(corrections.map((one) => [one.question, one.new])),
  }
  const typed = newest
    ? openAnswers<RawAnswers>(newest.plan, places.contactPlan(newest.id))
    : typedFromReferral(said)
  const confirmedAt = newest?.confirmedAt ?? submittedAt
  const attempts = await tx.contactAttempt.findMany({
    where: { referralId },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
  })
  const since = attempts.filter((attempt) => attempt.at >= confirmedAt)
  const contact: Contact = {
    plan: planOf(walk(planForm, typed, { today: londonDay(confirmedAt) }).answers),
    confirmedAt,
    confirmBy: newest?.confirmBy ?? confirmByOf(submittedAt),
    isRefused: await readRefusal(tx, referralId, at),
    isDangerous: since.some(({ outcome }) => outcome === 'unsafe'),
    // What was corrected before anybody confirmed a plan is in the first one already.
    isCorrected:
      newest !== null &&
      corrections.some(({ question, at }) => at >= confirmedAt && isAboutContact(question)),
    wrong: since
      .filter(({ outcome }) => outcome === 'wrong')
      .map(({ channel }) => channel)
      .filter(isChannel),
  }
  return { contact, typed, said, newest, attempts }
}

export type ContactRead = NonNullable<Awaited<ReturnType<typeof readContact>>>
export type PlanRead = NonNullable<ContactRead['found']>
