import { form, page } from '@/app/door'
import { EventsPage } from '@/components/page/events-page'
import { may } from '@/lib/access/permissions'
import { eventsPath, filtersIn, filtersPosted } from '@/lib/audit/event-filters'
import { findEvents } from '@/lib/audit/find-events'
import { NotFound } from '@/lib/refusals'

const title = 'Audit trail'

export const GET = page(async ({ actor, url }) => {
  const [before] = /^\d{1,18}$/.exec(url.searchParams.get('before') ?? '') ?? []
  const filters = filtersIn(url.searchParams)
  const found = await findEvents(actor, filters, before === undefined ? undefined : BigInt(before))
  return { title, wide: true, body: <EventsPage {...found} filters={filters} /> }
})

/** Posted, so that nothing stands in an address before it was found to be an id or a code. */
export const POST = form(async ({ actor, form: posted }) => {
  if (!may(actor, 'read-events')) throw new NotFound()
  const { filters, problems } = filtersPosted(posted)
  if (problems.length === 0) return { redirect: eventsPath(filters) }
  const found = await findEvents(actor, filters)
  const body = <EventsPage {...found} filters={filters} typed={posted} problems={problems} />
  return { title, wide: true, hasErrors: true, status: 422, body }
})
