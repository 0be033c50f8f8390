import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { closeRequest } from '@/lib/data-requests/close-request'
import { findRequest } from '@/lib/data-requests/find-requests'
import { closeForm } from '@/lib/data-requests/request-form'
import { NotFound } from '@/lib/refusals'

const title = 'Close the request'
const shown = { journey: closeForm, button: 'Close the request' }

export const GET = page<{ request: string }>(async ({ actor, params, now }) => {
  const { isOwn, reference, version } = await findRequest(actor, params.request)
  if (!isOwn) throw new NotFound()
  const back = `/data-requests/${params.request}`
  const body = <ShortForm {...shown} caption={reference} hidden={{ version }} now={now} />
  return { title, back, body }
})

export const POST = form<{ request: string }>(async ({ actor, params, form: posted, now }) => {
  const version = Number(posted.get('version'))
  const seen = Number.isSafeInteger(version) ? version : 0
  const done = await closeRequest(actor, params.request, seen, posted)
  if ('done' in done) return { redirect: '/data-requests' }
  const { request, taken } = done
  const asked = { caption: request.reference, hidden: { version: request.version } }
  const body = <ShortForm {...shown} {...taken} {...asked} now={now} />
  return { title, back: '/data-requests', hasErrors: true, status: 422, body }
})
