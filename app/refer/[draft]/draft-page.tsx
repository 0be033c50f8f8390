import { page, type Answer, type Visit } from '@/app/door'
import type { Actor } from '@/lib/access/actor'
import { walk, type Walk } from '@/lib/journey/journey'
import type { Draft } from '@/lib/referral/draft'
import { findDraft } from '@/lib/referral/find-draft'
import { findReceiptOfDraft } from '@/lib/referral/find-receipt'
import type { questions } from '@/lib/referral/questions'
import { referralJourney } from '@/lib/referral/steps'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'

interface DraftVisit<Params> extends Visit<Params> {
  readonly actor: Actor
  readonly draft: Draft
  readonly walked: Walk<typeof questions>
  /** The address under which the draft's pages stand. */
  readonly base: string
}

/** A page of a draft. Whoever comes back to one that was sent is led to its receipt. */
export const draftPage = <Params extends { draft: string }>(
  draw: (visit: DraftVisit<Params>) => Answer,
) =>
  page<Params>(async (visit) => {
    const { actor, params, now } = visit
    const draft = await findDraft(actor, params.draft).catch((error: unknown) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (!draft) {
      const { reference } = await findReceiptOfDraft(actor, params.draft)
      return { redirect: `/refer/sent/${reference}` }
    }
    const walked = walk(referralJourney, draft.typed, { today: londonDay(now) })
    return draw({ ...visit, draft, walked, base: `/refer/${params.draft}` })
  })
