import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { may } from '@/lib/access/permissions'
import { openRequest } from '@/lib/data-requests/open-request'
import { requestForm } from '@/lib/data-requests/request-form'
import { NotFound } from '@/lib/refusals'

const title = 'A person asks for their data'
const back = '/data-requests'
const shown = { journey: requestForm, caption: 'Data requests', button: 'Open the request' }

export const GET = page(({ actor, now }) => {
  if (!may(actor, 'review-retention')) throw new NotFound()
  return { title, back, body: <ShortForm {...shown} now={now} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const done = await openRequest(actor, posted)
  if ('request' in done) return { redirect: `/data-requests/${done.request}` }
  const body = <ShortForm {...shown} {...done.taken} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
