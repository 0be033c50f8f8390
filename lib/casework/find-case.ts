import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import type { Audience } from '@/lib/disclosure/field-sets'
import { project } from '@/lib/disclosure/project'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readSealed } from '@/lib/sealing/read-sealed'
import { isoDay } from '@/lib/wording/london-time'
import type { Case } from './case'
import { seenCorrections } from './correction'
import { readCasework } from './read-casework'
import { isSharePurpose, sharePurposes, shareStateOf } from './shares'

const read = async (tx: Tx, reference: string) =>
  tx.referral.findFirst({
    where: { reference },
    include: {
      organisation: { select: { name: true } },
      details: { select: { version: true } },
      items: { orderBy: { queue: 'asc' } },
      consents: { orderBy: { recordedAt: 'asc' } },
    },
  })

/** What accepted shares with the actor's organisation let it see: the widest of them. */
const findShared = async (
  tx: Tx,
  { organisation }: Actor,
  referralId: string,
  at: Date,
): Promise<Audience | null> => {
  const shares = await tx.share.findMany({
    where: {
      referralId,
      OR: [
        { kind: { not: 'request' }, toOrganisationId: organisation.id },
        { kind: 'request', fromOrganisationId: organisation.id },
      ],
    },
  })
  const audiences = shares
    .filter((share) => shareStateOf(share, isoDay(at)) === 'accepted')
    .flatMap(({ purpose }) => (isSharePurpose(purpose) ? sharePurposes[purpose].audience : []))
  const widest = ['partner_safeguarding', 'partner_support', 'partner_advice'] as const
  return widest.find((audience) => audiences.includes(audience)) ?? null
}

/**
 * Opens a case: what the actor's audience may see of it, its decision, what happened and what can be
 * done. That it was opened is recorded in the same transaction.
 * @throws NotFound where there is none, or it is not this actor's to see: the two are alike
 */
export const findCase = async (actor: Actor, typedReference: string): Promise<Case> => {
  const reference = readReference(typedReference)
  const isReader = may(actor, 'refer') || may(actor, 'review-outcomes')
  const works = (['NRM', 'BEACON', 'POLICE'] as const).filter((queue) => maySeeQueue(actor, queue))
  if (!reference || (!isReader && works.length === 0)) throw new NotFound()
  const at = now()
  return withActor(actor, async (tx) => {
    const row = await read(tx, reference)
    if (!row) throw new NotFound()
    const items = row.items.map(({ queue, identity }) => ({ queue: queue as Queue, identity }))
    const facts = referralFacts.parse(row.revisedFacts ?? row.facts)
    const audience = audienceOf(actor, {
      accountId: row.accountId,
      organisationId: row.organisationId,
      personIdentified: facts.personIdentified,
      items,
      shared: await findShared(tx, actor, row.id, at),
    })
    if (!audience) throw new NotFound()
    const typed = await readSealed(tx, row.id)
    const corrections = await readCorrections(tx, row.id)
    const corrected = Object.fromEntries(corrections.map((one) => [one.question, one.new]))
    const work = await readCasework(tx, actor, row, items, at)
    await recordEvent(tx, 'referral.viewed', row.id, { audience })
    return {
      id: row.id,
      reference: row.reference,
      submittedAt: row.submittedAt,
      dueAt: row.dueAt,
      organisation: row.organisation.name,
      facts,
      decision: decision.parse(row.revisedDecision ?? row.decision),
      audience,
      isOwn: row.accountId === actor.accountId,
      typed: project(audience, {
        ...typed.sent,
        ...typed.details,
        ...corrected,
      }),
      detailsVersion: row.details?.version ?? 0,
      corrections: seenCorrections(audience, corrections),
      work,
      consents: row.consents,
    }
  })
}
