import { page } from '@/app/door'
import { EventsPage } from '@/components/page/events-page'
import { findEvents } from '@/lib/audit/find-events'

export const GET = page(async ({ actor, url }) => {
  const [before] = /^\d{1,18}$/.exec(url.searchParams.get('before') ?? '') ?? []
  const found = await findEvents(actor, before === undefined ? undefined : BigInt(before))
  return { title: 'Audit trail', wide: true, body: <EventsPage {...found} /> }
})
