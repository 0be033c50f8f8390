import { page } from '@/app/door'
import { Interruption } from '@/components/page/interruption'
import { walk } from '@/lib/journey/journey'
import { stepAfter } from '@/lib/journey/way'
import { findDraft } from '@/lib/referral/find-draft'
import { referralJourney } from '@/lib/referral/steps'
import { londonDay } from '@/lib/wording/london-time'

export const GET = page<{ draft: string }>(async ({ actor, params, now }) => {
  const { typed } = await findDraft(actor, params.draft)
  const next = stepAfter(walk(referralJourney, typed, { today: londonDay(now) }), 'danger')
  const base = `/refer/${params.draft}`
  return {
    title: 'Call 999 now',
    isReferral: true,
    back: `${base}/danger`,
    body: (
      <Interruption
        title="Call 999 now"
        action={{ label: 'I have called, continue', href: `${base}/${next?.step.id ?? 'check'}` }}
      >
        <p>Tell them that you think it is modern slavery. Stay safe yourself.</p>
        <p>Then come back. Your answer is saved, and we treat this referral as an emergency.</p>
      </Interruption>
    ),
  }
})
