import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { isoOf } from '@/lib/journey/partial-date'
import { Changed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import type { Disposal } from './disposal'
import { readDisposals } from './find-disposals'
import { reviewFormFor } from './retention-forms'

/** What became of a form: nothing to say, or what is wrong with it. */
export type Decided =
  { readonly done: true } | { readonly disposal: Disposal; readonly taken: TakenForm<Catalogue> }

/**
 * Decides about a referral whose time is over: it is kept until a day, or to be erased, which a second
 * person must agree to. Reviewed before disposal as the College of Policing's guidance on police
 * information and UK GDPR art. 5(1)(e) want it.
 * @returns the form with what is wrong beside each field, where something is
 * @throws NotFound where there is no such referral, or the actor does not review
 * @throws Changed where somebody decided first
 */
export const decideDisposal = async (
  actor: Actor,
  typed: string,
  version: number,
  form: URLSearchParams,
): Promise<Decided> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !may(actor, 'review-retention')) throw new NotFound()
  return withActor(actor, async (tx): Promise<Decided> => {
    const [disposal] = await readDisposals(tx, actor, id.data)
    if (!disposal) throw new NotFound()
    const at = now()
    const taken = takeOneStep(reviewFormFor(disposal), form, { today: londonDay(at) })
    const { decision, until, keepBecause, disposeBecause, words } = taken.answers
    if (taken.problems.length > 0 || !decision) return { disposal, taken }
    const isKept = decision === 'keep'
    const last = isKept && until ? isoOf(until) : null
    const because = (isKept ? keepBecause : disposeBecause) ?? null
    const { count } = await tx.disposal.updateMany({
      where: { id: disposal.id, version, decision: null, erasedAt: null },
      data: {
        decision,
        because,
        until: last && new Date(last),
        words: words ? sealAnswers(words, places.disposal(disposal.id)) : null,
        decidedBy: actor.accountId,
        decidedAt: at,
        version: version + 1,
      },
    })
    if (count !== 1) throw new Changed('Somebody decided about it first. Look at it again')
    const { referralId } = await tx.disposal.findUniqueOrThrow({ where: { id: disposal.id } })
    await recordEvent(tx, isKept ? 'disposal.kept' : 'disposal.asked', referralId, {
      disposal: disposal.id,
      because,
      until: last,
    })
    return { done: true }
  })
}
