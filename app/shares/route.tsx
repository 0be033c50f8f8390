import { page } from '@/app/door'
import { SharesPage } from '@/components/casework/shares-page'
import { findShares } from '@/lib/casework/find-shares'

export const GET = page(async ({ actor }) => ({
  title: 'Shared cases',
  wide: true,
  body: <SharesPage shares={await findShares(actor)} />,
}))
