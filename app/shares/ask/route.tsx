import { form, page } from '@/app/door'
import { Panel } from '@/components/govuk/panel'
import { ShortForm } from '@/components/journey/short-form'
import { findShares } from '@/lib/casework/find-shares'
import { requestCase } from '@/lib/casework/request-case'
import { requestForm } from '@/lib/casework/share-request-form'

const title = 'Ask for a case'
const back = '/shares'
const shown = { journey: requestForm, caption: 'Shared cases', button: 'Ask' }

export const GET = page(async ({ actor, now }) => {
  await findShares(actor)
  return { title, back, body: <ShortForm {...shown} now={now} /> }
})

/** Drawn where it was posted to: whoever asked learns nothing from an address either. */
export const POST = form(async ({ actor, form: posted, now }) => {
  const done = await requestCase(actor, posted)
  if ('says' in done) return { title, back, body: <Panel title="Asked">{done.says}</Panel> }
  const body = <ShortForm {...shown} {...done.taken} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
