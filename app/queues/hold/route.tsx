import { page } from '@/app/door'
import { OnHoldPage } from '@/components/casework/on-hold-page'
import { findReferralsOnHold } from '@/lib/casework/find-referrals'

export const GET = page(async ({ actor, now }) => ({
  title: 'On hold',
  wide: true,
  body: <OnHoldPage referrals={await findReferralsOnHold(actor)} now={now} />,
}))
