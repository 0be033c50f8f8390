import { page } from '@/app/door'
import { UnmetPage } from '@/components/supervision/unmet-page'
import { findUnmet } from '@/lib/supervision/find-unmet'

export const GET = page(async ({ actor }) => ({
  title: 'Not done in time',
  wide: true,
  body: <UnmetPage unmet={await findUnmet(actor)} />,
}))
