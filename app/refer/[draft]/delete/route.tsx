import { form } from '@/app/door'
import { discardDraft } from '@/lib/referral/discard-draft'

export const POST = form<{ draft: string }>(async ({ actor, params }) => {
  await discardDraft(actor, params.draft)
  return { redirect: '/refer' }
})
