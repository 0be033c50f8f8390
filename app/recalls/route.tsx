import { page } from '@/app/door'
import { RecallsPage } from '@/components/casework/recalls-page'
import { findRecalls } from '@/lib/consent/find-recalls'

export const GET = page(async ({ actor, now }) => ({
  title: 'Asked back',
  wide: true,
  body: <RecallsPage recalls={await findRecalls(actor)} now={now} />,
}))
