import { page } from '@/app/door'
import { OverridesPage } from '@/components/casework/overrides-page'
import { findOverrides } from '@/lib/casework/find-overrides'

export const GET = page(async ({ actor }) => ({
  title: 'Routing overruled',
  wide: true,
  body: <OverridesPage {...await findOverrides(actor)} />,
}))
