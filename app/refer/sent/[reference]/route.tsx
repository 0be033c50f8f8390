import { page } from '@/app/door'
import { SentPage } from '@/components/journey/sent-page'
import { findReceipt } from '@/lib/referral/find-receipt'

export const GET = page<{ reference: string }>(async ({ actor, params }) => ({
  title: 'Referral sent',
  isReferral: true,
  body: <SentPage receipt={await findReceipt(actor, params.reference)} />,
}))
