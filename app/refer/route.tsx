import { form, page } from '@/app/door'
import { ReferralsPage } from '@/components/journey/referrals-page'
import { findOwnReferrals } from '@/lib/casework/find-referrals'
import { findDrafts } from '@/lib/referral/find-drafts'
import { startDraft } from '@/lib/referral/start-draft'
import { may } from '@/lib/access/permissions'
import { homeOf } from '@/lib/access/navigation'

export const GET = page(async ({ actor, now }) => {
  if (!may(actor, 'refer')) return { redirect: homeOf(actor) }
  const drafts = await findDrafts(actor)
  const referrals = await findOwnReferrals(actor)
  return {
    title: 'Your referrals',
    body: <ReferralsPage actor={actor} drafts={drafts} referrals={referrals} now={now} />,
  }
})

export const POST = form(async ({ actor }) => ({
  redirect: `/refer/${await startDraft(actor)}/danger`,
}))
