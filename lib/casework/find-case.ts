import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { readSharedAudience } from '@/lib/access/read-shared-audience'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { readConsents } from '@/lib/consent/read-consents'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { project } from '@/lib/disclosure/project'
import { seenFields } from '@/lib/disclosure/seen-fields'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readSealed } from '@/lib/sealing/read-sealed'
import type { Case } from './case'
import { seenCorrections } from './correction'
import type { Entry } from './entry'
import { readCasework } from './read-casework'

const read = async (tx: Tx, reference: string) =>
  tx.referral.findFirst({
    where: { reference },
    include: {
      organisation: { select: { name: true } },
      details: { select: { version: true } },
      items: { orderBy: { queue: 'asc' } },
    },
  })

/**
 * Opens a case: what the actor's audience may see of it, its decision, what happened and what can be
 * done. That it was opened is recorded in the same transaction, with what was seen and on which basis.
 * @param entry how it may be opened, where somebody opens it to read: `openCase` asks
 * @throws NotFound where there is none, or it is not this actor's to see: the two are alike
 */
export const findCase = async (
  actor: Actor,
  typedReference: string,
  entry: Entry = {},
): Promise<Case> => {
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
      shared: await readSharedAudience(tx, row.id),
    })
    if (!audience) throw new NotFound()
    const typed = await readSealed(tx, row.id)
    const corrections = await readCorrections(tx, row.id)
    const corrected = Object.fromEntries(corrections.map((one) => [one.question, one.new]))
    const work = await readCasework(tx, actor, row, items, at)
    const decided = decision.parse(row.revisedDecision ?? row.decision)
    const seen = project(audience, { ...typed.sent, ...typed.details, ...corrected })
    await recordEvent(tx, 'referral.viewed', row.id, {
      audience,
      fields: seenFields(seen),
      basis: await readBasis(tx, row.id, audience),
      ...entry,
    })
    return {
      id: row.id,
      reference: row.reference,
      submittedAt: row.submittedAt,
      dueAt: row.dueAt,
      organisation: row.organisation.name,
      facts,
      decision: decided,
      audience,
      isOwn: row.accountId === actor.accountId,
      mayKeepFrom: may(actor, 'keep-cases-from'),
      typed: seen,
      detailsVersion: row.details?.version ?? 0,
      corrections: seenCorrections(audience, corrections),
      work,
      consents: await readConsents(tx, row.id),
    }
  })
}
