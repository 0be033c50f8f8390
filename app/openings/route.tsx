import { page } from '@/app/door'
import { OpeningsPage } from '@/components/casework/openings-page'
import { findOpenings } from '@/lib/casework/find-openings'

export const GET = page(async ({ actor }) => ({
  title: 'Openings',
  wide: true,
  body: <OpeningsPage {...await findOpenings(actor)} />,
}))
