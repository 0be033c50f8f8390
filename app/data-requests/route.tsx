import { page } from '@/app/door'
import { RequestsPage } from '@/components/data-requests/requests-page'
import { may } from '@/lib/access/permissions'
import { findRequests } from '@/lib/data-requests/find-requests'

export const GET = page(async ({ actor }) => ({
  title: 'Data requests',
  wide: true,
  body: (
    <RequestsPage requests={await findRequests(actor)} mayOpen={may(actor, 'review-retention')} />
  ),
}))
