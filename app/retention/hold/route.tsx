import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { findDisposals } from '@/lib/retention/find-disposals'
import { placeHold } from '@/lib/retention/place-hold'
import { holdForm } from '@/lib/retention/retention-forms'
import { NotFound } from '@/lib/refusals'

const title = 'Place a legal hold'
const back = '/retention'
const shown = { journey: holdForm, caption: 'Retention', button: 'Place the hold' }

export const GET = page(async ({ actor, now }) => {
  const { isReviewer } = await findDisposals(actor)
  if (!isReviewer) throw new NotFound()
  return { title, back, body: <ShortForm {...shown} now={now} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const done = await placeHold(actor, posted)
  if ('done' in done) return { redirect: back }
  const body = <ShortForm {...shown} {...done.taken} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
