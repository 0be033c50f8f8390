import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/database/with-actor'
import { sensitivities } from '@/lib/journey/question'

export type CaseShape = {
  /** Queue, and whether it may know who the person is. */
  items: { queue: string; identity: 'shared' | 'withheld' }[]
  restricted?: boolean
  hiddenFrom?: string[]
}

const nothing = new Uint8Array([0])

/** The rows of a referral itself, as its author would write them. */
export function referralRow(author: Actor, id: string, reference: string, shape: CaseShape) {
  return {
    id,
    reference,
    organisationId: author.organisation.id,
    accountId: author.accountId,
    door: 'pages',
    idempotencyKey: reference,
    fingerprint: nothing,
    journeyVersion: '1',
    policyVersion: '1',
    facts: { personIdentified: true },
    decision: { actions: ['obtain_consent'] },
    primary: 'POLICE',
    priority: 'P2',
    dueAt: new Date('2026-11-22T09:00:00Z'),
    ageGroup: 'adult',
    exploitationTypes: [],
    hiddenFrom: shape.hiddenFrom ?? [],
    restricted: shape.restricted ?? false,
    answers: nothing,
  }
}

/** Everything that an author writes when sending a case, without asking for any row back. */
export async function sendCase(tx: Tx, author: Actor, reference: string, shape: CaseShape) {
  const id = randomUUID()
  const row = referralRow(author, id, reference, shape)
  const { organisationId, accountId, priority, dueAt, hiddenFrom, restricted } = row
  const copied = {
    referralId: id,
    reference,
    organisationId,
    priority,
    dueAt,
    hiddenFrom,
    restricted,
  }
  await tx.referral.createMany({ data: [row] })
  await tx.identity.createMany({ data: [{ referralId: id, answers: nothing }] })
  await tx.details.createMany({ data: [{ referralId: id, answers: nothing }] })
  await tx.answerPart.createMany({
    data: sensitivities.map((part) => ({ referralId: id, source: 'sent', part, answers: nothing })),
  })
  await tx.item.createMany({
    data: shape.items.map((item) => ({ ...copied, ...item, kind: 'case' })),
  })
  await tx.consentEntry.createMany({
    data: [
      {
        referralId: id,
        purpose: 'nrm',
        answer: 'given',
        wordingVersion: '1',
        capacity: 'no_concern',
        accountId,
      },
    ],
  })
  await tx.message.createMany({
    data: [{ type: 'new', recipient: 'POLICE', referralId: id, priority }],
  })
  await tx.$queryRaw`SELECT append_event('referral.submitted', ${id}::uuid, '{}')::text`
  return id
}
