import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/access/require-entry'
import { recordEvent } from '@/lib/audit/record-event'
import { Refusal } from '@/lib/casework/refusal'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import { readReference } from '@/lib/referral/reference'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { readContact, type ContactRead, type PlanRead } from './read-contact'

/** A case whose person the actor may contact, as it stands in the open transaction. */
export type Found = Omit<ContactRead, 'found'> & PlanRead

const refusalOf = <Answer>(read: ContactRead | undefined): Refusal<Answer> => {
  if (!read) return new Refusal<Answer>('not_found', new NotFound())
  const text = read.personIdentified
    ? 'You are not told how to contact the person. Do not try to'
    : 'Nobody has been identified in this referral, so there is nobody to contact'
  return new Refusal<Answer>('role', new NotAllowed(text))
}

/**
 * Does something about contacting the person of a case, in one transaction. What is refused is
 * recorded too, with codes alone.
 * @param action what is asked for, as the trail names it
 * @param act what is done; it records its own event, last
 * @param isWrite one who writes waits for the other, so that the second sees the first
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const withContact = async <Answer>(
  actor: Actor,
  asked: { readonly reference: string; readonly action: string; readonly isWrite?: boolean },
  act: (tx: Tx, found: Found, at: Date) => Promise<Answer | Refusal<Answer>>,
): Promise<Answer> => {
  const reference = readReference(asked.reference)
  const isKnown = reference && (may(actor, 'refer') || may(actor, 'work-a-queue'))
  const at = now()
  const done = await withActor(actor, async (tx) => {
    if (isKnown && asked.isWrite)
      await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${reference}, 0))::text`
    const read = isKnown ? await readContact(tx, actor, reference, at) : undefined
    if (read) await requireEntry(tx, read.reference)
    const answer = read?.found
      ? await act(tx, { ...read, ...read.found }, at)
      : refusalOf<Answer>(read)
    if (!(answer instanceof Refusal)) return answer
    const { action } = asked
    await recordEvent(tx, 'action.refused', read?.id ?? null, { action, because: answer.because })
    return answer.answer
  })
  if (done instanceof Error) throw done
  return done
}
