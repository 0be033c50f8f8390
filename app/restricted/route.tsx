import { page } from '@/app/door'
import { RestrictedPage } from '@/components/casework/restricted-page'
import { findRestricted } from '@/lib/casework/find-restricted'

export const GET = page(async ({ actor, now }) => ({
  title: 'Cases that are kept from somebody',
  wide: true,
  body: <RestrictedPage lines={await findRestricted(actor)} now={now} />,
}))
