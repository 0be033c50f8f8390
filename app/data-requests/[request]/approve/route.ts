import { form } from '@/app/door'
import { approveRequest } from '@/lib/data-requests/approve-request'

export const POST = form<{ request: string }>(async ({ actor, params, form: posted }) => {
  const version = Number(posted.get('version'))
  await approveRequest(actor, params.request, Number.isSafeInteger(version) ? version : 0)
  return { redirect: '/data-requests' }
})
