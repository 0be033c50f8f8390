import { page } from '@/app/door'
import { CorrectPage } from '@/components/journey/correct-page'
import { may } from '@/lib/access/permissions'
import { findCorrectable } from '@/lib/referral/find-correctable'

export const GET = page<{ reference: string }>(async ({ actor, params }) => {
  const found = await findCorrectable(actor, params.reference)
  return {
    title: 'Correct something',
    isReferral: may(actor, 'refer'),
    back: `/cases/${found.reference}`,
    body: <CorrectPage found={found} />,
  }
})
