import { page } from '@/app/door'
import { CasePage } from '@/components/casework/case-page'
import { homeOf } from '@/lib/access/navigation'
import { findCase } from '@/lib/casework/find-case'

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const found = await findCase(actor, params.reference)
  return {
    title: 'Referral',
    wide: true,
    back: homeOf(actor),
    body: <CasePage found={found} now={now} />,
  }
})
