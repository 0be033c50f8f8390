import { page } from '@/app/door'
import { frontier, walk } from '@/lib/journey/journey'
import { findDraft } from '@/lib/referral/find-draft'
import { referralJourney } from '@/lib/referral/steps'
import { londonDay } from '@/lib/wording/london-time'

export const GET = page<{ draft: string }>(async ({ actor, params, now }) => {
  const { typed } = await findDraft(actor, params.draft)
  const next = frontier(walk(referralJourney, typed, { today: londonDay(now) }))
  return { redirect: `/refer/${params.draft}/${next?.step.id ?? 'check'}` }
})
