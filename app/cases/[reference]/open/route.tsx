import { form, page } from '@/app/door'
import { OpenedPage, OpeningPage } from '@/components/casework/opening-page'
import { keptIn } from '@/components/page/sign-in-form'
import { casePath } from '@/lib/casework/act-path'
import { openingTitle } from '@/lib/casework/entry'
import { openCase } from '@/lib/casework/open-case'
import { recordOpening } from '@/lib/casework/record-opening'
import { safePath } from '@/lib/http/safe-path'

type Params = { reference: string }

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const opened = await openCase(actor, params.reference)
  const to = safePath(url.searchParams.get('to'))
  if ('found' in opened) return { redirect: to ?? casePath(opened.found.reference) }
  const reference = opened.needsReason
  return {
    title: openingTitle,
    body: <OpeningPage reference={reference} to={to ?? casePath(reference)} now={now} />,
  }
})

/** What somebody was posting when they were asked is still here: they send it themselves. */
export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const to = safePath(posted.get('to')) ?? casePath(reference)
  const carried = keptIn(posted)
  const kept = carried && safePath(carried.path) ? carried : undefined
  const done = await recordOpening(actor, { reference, form: posted })
  if ('opening' in done) {
    if (!kept) return { redirect: to }
    return { title: 'The case is open to you', body: <OpenedPage {...{ reference, kept }} /> }
  }
  const { typed, problems } = done.form
  return {
    title: openingTitle,
    hasErrors: true,
    status: 422,
    body: <OpeningPage {...{ reference, to, kept, typed, problems, now }} />,
  }
})
