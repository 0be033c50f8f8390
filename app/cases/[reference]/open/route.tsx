import { form, page } from '@/app/door'
import { OpeningPage } from '@/components/casework/opening-page'
import { casePath } from '@/lib/casework/act-path'
import { openCase } from '@/lib/casework/open-case'
import { recordOpening } from '@/lib/casework/record-opening'
import { safePath } from '@/lib/http/safe-path'

type Params = { reference: string }

const title = 'Why do you open this case?'

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const opened = await openCase(actor, params.reference)
  if ('found' in opened) return { redirect: casePath(opened.found.reference) }
  const reference = opened.needsReason
  const to = safePath(url.searchParams.get('to')) ?? casePath(reference)
  return { title, body: <OpeningPage reference={reference} to={to} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const to = safePath(posted.get('to')) ?? casePath(reference)
  const done = await recordOpening(actor, { reference, form: posted })
  if ('opening' in done) return { redirect: to }
  const { typed, problems } = done.form
  return {
    title,
    hasErrors: true,
    status: 422,
    body: <OpeningPage reference={reference} to={to} typed={typed} problems={problems} now={now} />,
  }
})
