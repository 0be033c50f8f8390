import { form, page } from '@/app/door'
import { RedactionPage } from '@/components/data-requests/redaction-page'
import { exportSubjectAccess, findHeld } from '@/lib/data-requests/export-subject-access'

const title = 'Look through what is kept'

export const GET = page<{ request: string }>(async ({ actor, params }) => ({
  title,
  back: `/data-requests/${params.request}`,
  body: <RedactionPage {...await findHeld(actor, params.request)} />,
}))

export const POST = form<{ request: string }>(async ({ actor, params, form: posted }) => {
  const version = Number(posted.get('version'))
  const seen = Number.isSafeInteger(version) ? version : 0
  const done = await exportSubjectAccess(actor, params.request, seen, posted)
  const back = `/data-requests/${params.request}`
  if ('done' in done) return { redirect: back }
  return { title, back, hasErrors: true, status: 422, body: <RedactionPage {...done} /> }
})
