import { page } from '@/app/door'
import { RetentionPage } from '@/components/retention/retention-page'
import { findDisposals } from '@/lib/retention/find-disposals'

export const GET = page(async ({ actor }) => ({
  title: 'Retention',
  wide: true,
  body: <RetentionPage {...await findDisposals(actor)} />,
}))
