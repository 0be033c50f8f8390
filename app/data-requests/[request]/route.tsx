import { page } from '@/app/door'
import { RequestPage } from '@/components/data-requests/request-page'
import { findRequest } from '@/lib/data-requests/find-requests'

export const GET = page<{ request: string }>(async ({ actor, params }) => ({
  title: 'A request for data',
  back: '/data-requests',
  body: <RequestPage request={await findRequest(actor, params.request)} />,
}))
