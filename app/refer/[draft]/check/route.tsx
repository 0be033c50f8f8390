import { form, page } from '@/app/door'
import { CheckPage } from '@/components/journey/check-page'
import { frontier, summary, walk } from '@/lib/journey/journey'
import { findDraft } from '@/lib/referral/find-draft'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { londonDay } from '@/lib/wording/london-time'

type Params = { draft: string }

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { typed } = await findDraft(actor, params.draft)
  const walked = walk(referralJourney, typed, { today: londonDay(now) })
  const base = `/refer/${params.draft}`
  if (frontier(walked)) return { redirect: base }
  return {
    title: 'Check your answers before sending',
    isReferral: true,
    back: `${base}/${walked.stops.at(-1)?.step.id ?? ''}`,
    body: (
      <CheckPage
        base={base}
        sections={summary(referralJourney, walked)}
        organisation={actor.organisation.name}
      />
    ),
  }
})

export const POST = form<Params>(async ({ actor, params }) => {
  const sent = await submitDraft(actor, params.draft)
  return {
    redirect:
      'problems' in sent ? `/refer/${params.draft}` : `/refer/sent/${sent.receipt.reference}`,
  }
})
