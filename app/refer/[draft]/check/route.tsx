import { form } from '@/app/door'
import { CheckPage } from '@/components/journey/check-page'
import { frontier, summary } from '@/lib/journey/journey'
import { referralJourney } from '@/lib/referral/steps'
import { submitDraft } from '@/lib/referral/submit-draft'
import { draftPage } from '../draft-page'

export const GET = draftPage(({ actor, walked, base }) => {
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

export const POST = form<{ draft: string }>(async ({ actor, params }) => {
  const sent = await submitDraft(actor, params.draft)
  return {
    redirect:
      'problems' in sent ? `/refer/${params.draft}` : `/refer/sent/${sent.receipt.reference}`,
  }
})
