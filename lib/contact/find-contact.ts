import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readBasis } from '@/lib/access/read-basis'
import { isRole, roles } from '@/lib/access/roles'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { allowances } from './allowance'
import type { ContactCase, ContactState } from './contact-case'
import { readContact } from './read-contact'
import { withContact, type Found } from './with-contact'

const stateOf = (
  { reference, contact, newest }: Pick<Found, 'reference' | 'contact' | 'newest'>,
  at: Date,
) => ({
  reference,
  channels: allowances(contact, at),
  confirmBy: contact.confirmBy,
  isConfirmed: newest !== null,
})

/**
 * How the person of a case may be contacted now, for whoever has that case open: its opening is
 * recorded already.
 * @returns `undefined` where the actor may not know, or there is nobody to contact
 */
export const findContactState = async (
  actor: Actor,
  typedReference: string,
): Promise<ContactState | undefined> => {
  const reference = readReference(typedReference)
  if (!reference || !(may(actor, 'refer') || may(actor, 'work-a-queue'))) return undefined
  const at = now()
  return withActor(actor, async (tx) => {
    const read = await readContact(tx, actor, reference, at)
    return read?.found && stateOf({ reference: read.reference, ...read.found }, at)
  })
}

const namesOf = async (tx: Tx, ids: readonly string[]) =>
  new Map(
    (
      await tx.organisation.findMany({
        where: { id: { in: [...new Set(ids)] } },
        select: { id: true, name: true },
      })
    ).map(({ id, name }) => [id, name]),
  )

/**
 * Finds how the person of a case may be contacted now, and what came of it so far: no number, no
 * address and no words, which are shown on demand. That it was looked at is recorded.
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const findContact = (actor: Actor, reference: string): Promise<ContactCase> =>
  withContact<ContactCase>(actor, { reference, action: 'find_contact' }, async (tx, found, at) => {
    const { id, audience, contact, newest, attempts } = found
    const names = await namesOf(
      tx,
      [newest, ...attempts].flatMap((one) => one?.organisationId ?? []),
    )
    const byOf = ({ role, organisationId }: { role: string; organisationId: string }) =>
      [isRole(role) ? roles[role] : '', names.get(organisationId)].filter(Boolean).join(', ')
    await recordEvent(tx, 'referral.viewed', id, {
      audience,
      page: 'contact',
      fields: [],
      basis: await readBasis(tx, id, audience),
    })
    return {
      ...stateOf(found, at),
      confirmedAt: contact.confirmedAt,
      confirmedBy: newest ? byOf(newest) : '',
      confirmedWith: newest?.confirmedWith ?? '',
      mayLeaveMessage: contact.plan.channels.phone.mayLeaveMessage,
      attempts: attempts.map((attempt) => ({
        id: attempt.id,
        channel: attempt.channel,
        outcome: attempt.outcome,
        override: attempt.override,
        at: attempt.at,
        by: byOf(attempt),
      })),
    }
  })
