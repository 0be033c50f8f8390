import type { Actor } from '@/lib/access/actor'
import { may, maySeeQueue } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { audienceOf } from '@/lib/disclosure/audience'
import { project } from '@/lib/disclosure/project'
import type { RawAnswers } from '@/lib/journey/question'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { decision } from '@/lib/routing/decision'
import { referralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import type { Case } from './case'

const opened = (sealed: Uint8Array | undefined, place: Parameters<typeof openAnswers>[1]) =>
  sealed ? openAnswers<RawAnswers>(sealed, place) : {}

const read = async (tx: Tx, reference: string) =>
  tx.referral.findFirst({
    where: { reference },
    include: {
      organisation: { select: { name: true } },
      identity: true,
      details: true,
      items: { orderBy: { queue: 'asc' } },
      consents: { orderBy: { recordedAt: 'asc' } },
    },
  })

/**
 * Opens a case: what the actor's audience may see of it, its decision and its history. That it was
 * opened is recorded in the same transaction.
 * @throws NotFound where there is none, or it is not this actor's to see: the two are alike
 */
export const findCase = async (actor: Actor, typedReference: string): Promise<Case> => {
  const reference = readReference(typedReference)
  const isReader = may(actor, 'refer') || may(actor, 'review-outcomes')
  const works = (['NRM', 'BEACON', 'POLICE'] as const).filter((queue) => maySeeQueue(actor, queue))
  if (!reference || (!isReader && works.length === 0)) throw new NotFound()
  return withActor(actor, async (tx) => {
    const row = await read(tx, reference)
    if (!row) throw new NotFound()
    const items = row.items as readonly ((typeof row.items)[number] & { readonly queue: Queue })[]
    const facts = referralFacts.parse(row.facts)
    const audience = audienceOf(actor, {
      accountId: row.accountId,
      personIdentified: facts.personIdentified,
      items,
    })
    if (!audience) throw new NotFound()
    const events = await tx.event.findMany({
      where: { referralId: row.id },
      orderBy: { sequence: 'desc' },
      take: 100,
      select: { sequence: true, at: true, type: true, role: true, organisationId: true },
    })
    const organisations = new Map(
      (
        await tx.organisation.findMany({
          where: { id: { in: events.flatMap(({ organisationId }) => organisationId ?? []) } },
          select: { id: true, name: true },
        })
      ).map(({ id, name }) => [id, name]),
    )
    await recordEvent(tx, 'referral.viewed', row.id, { audience })
    return {
      id: row.id,
      reference: row.reference,
      submittedAt: row.submittedAt,
      dueAt: row.dueAt,
      organisation: row.organisation.name,
      facts,
      decision: decision.parse(row.decision),
      audience,
      isOwn: row.accountId === actor.accountId,
      typed: project(audience, {
        ...opened(row.answers, places.referral(row.id)),
        ...opened(row.identity?.answers, places.identity(row.id)),
        ...opened(row.details?.answers, places.details(row.id)),
      }),
      detailsVersion: row.details?.version ?? 0,
      items: items.map(({ queue, state, dueAt }) => ({ queue, state, dueAt })),
      consents: row.consents,
      history: events.map(({ organisationId, ...event }) => ({
        ...event,
        organisation: organisations.get(organisationId ?? '') ?? '',
      })),
    }
  })
}
