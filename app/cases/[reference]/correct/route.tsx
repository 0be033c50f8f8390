import { page } from '@/app/door'
import { CorrectPage } from '@/components/journey/correct-page'
import { may } from '@/lib/access/permissions'
import { requireEntry } from '@/lib/casework/open-case'
import { findCorrectable } from '@/lib/referral/find-correctable'

export const GET = page<{ reference: string }>(async ({ actor, params }) => {
  await requireEntry(actor, params.reference)
  const found = await findCorrectable(actor, params.reference)
  return {
    title: 'Correct something',
    isReferral: may(actor, 'refer'),
    back: `/cases/${found.reference}`,
    body: <CorrectPage found={found} />,
  }
})
