import { randomUUID } from 'node:crypto'
import { addDays } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { RawAnswers } from '@/lib/journey/question'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { draftDays } from './draft'
import { askedOn } from './correction-form'
import type { PresentAnswers } from './correctable'
import { readPresentAnswers } from './read-present-answers'
import { readReference } from './reference'
import { referralJourney } from './steps'

/** The answers to begin with: everything was asked, and whoever reads it learns that it is not the first. */
const answersAgain = ({ typed, walked }: PresentAnswers): RawAnswers => ({
  ...Object.fromEntries([...askedOn(walked)].map((id) => [id, ''])),
  ...typed,
  ...(typed.earlier !== undefined && typed.earlier !== 'nrm' && { earlier: 'earlier' }),
})

const isDeclined = async (tx: Tx, id: string) => {
  const items = await tx.$queryRaw<{ state: string }[]>`
    select state from queues_of_case(${id}::uuid)`
  return (
    items.some(({ state }) => state === 'declined') &&
    items.every(({ state }) => ['declined', 'moved', 'closed'].includes(state))
  )
}

/**
 * Begins to correct a declined referral and send it again: a draft with its answers as they stand.
 * Asked twice it gives the same draft.
 * @returns the id of the draft
 * @throws NotFound where the actor sent no such referral, or may not see it
 * @throws NotAllowed where it is not declined, or was sent again already
 */
export const sendAgain = async (actor: Actor, typedReference: string): Promise<string> => {
  const reference = readReference(typedReference)
  if (!reference || !may(actor, 'refer')) throw new NotFound()
  const at = now()
  return withActor(actor, async (tx) => {
    // Pressing twice waits for the first press, and finds its draft.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${reference}, 0))::text`
    const row = await tx.referral.findFirst({
      where: { reference, accountId: actor.accountId },
      select: {
        id: true,
        submittedAt: true,
        answers: true,
        identity: { select: { answers: true } },
        sentAgainAs: { select: { reference: true } },
      },
    })
    if (!row) throw new NotFound()
    const [again] = row.sentAgainAs
    if (again) throw new NotAllowed(`You sent this again already, as ${again.reference}`)
    if (!(await isDeclined(tx, row.id)))
      throw new NotAllowed('Somebody still works on this referral. Correct it there instead')
    const begun = await tx.draft.findFirst({
      where: { sentAgainFrom: row.id, accountId: actor.accountId, expiresAt: { gt: at } },
      select: { id: true },
    })
    if (begun) return begun.id
    const id = randomUUID()
    const present = await readPresentAnswers(tx, row)
    await tx.draft.create({
      data: {
        id,
        accountId: actor.accountId,
        organisationId: actor.organisation.id,
        answers: sealAnswers(answersAgain(present), places.draft(id)),
        step: referralJourney.steps.at(-1)?.id ?? '',
        sentAgainFrom: row.id,
        startedAt: at,
        savedAt: at,
        expiresAt: addDays(at, draftDays),
      },
      select: { id: true },
    })
    await recordEvent(tx, 'referral.sent_again', row.id)
    return id
  })
}
