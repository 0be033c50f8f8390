import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { dueAt } from './deadlines'
import { openingForm, openingReasons, type OpeningReason } from './entry'

const given = z.object({
  reason: z.enum(Object.keys(openingReasons) as OpeningReason[]),
  words: z.string().optional(),
})

/**
 * Keeps why somebody opens a case outside their own work: it lets them read it for the length of a
 * shift, and the safeguarding lead reads that they did.
 * @returns the opening; or what is wrong with the form
 * @throws NotFound where there is no such case, or it is not this actor's to see
 */
export const recordOpening = async (
  actor: Actor,
  {
    reference: typed,
    form: posted,
  }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<{ readonly opening: string } | { readonly form: TakenForm<Catalogue> }> => {
  const reference = readReference(typed)
  if (!reference || !may(actor, 'work-a-queue')) throw new NotFound()
  const done = await withActor(actor, async (tx) => {
    const referral = await tx.referral.findFirst({ where: { reference }, select: { id: true } })
    if (!referral) return undefined
    const at = now()
    const form = takeOneStep(openingForm, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return { form }
    const { reason, words } = given.parse(form.answers)
    const opening = randomUUID()
    await tx.opening.createMany({
      data: [
        {
          id: opening,
          referralId: referral.id,
          accountId: actor.accountId,
          organisationId: actor.organisation.id,
          role: actor.role,
          reason,
          words: words ? sealAnswers(words, places.opening(opening)) : null,
          at,
          until: dueAt('opening', 'POLICE', at),
        },
      ],
    })
    await recordEvent(tx, 'case.opened', referral.id, { opening, reason })
    return { opening }
  })
  if (!done) throw new NotFound()
  return done
}
