import { form } from '@/app/door'
import { eventCopies, isCopyForm } from '@/lib/audit/event-copies'
import { filtersIn } from '@/lib/audit/event-filters'
import { exportEvents } from '@/lib/audit/export-events'
import { NotFound } from '@/lib/refusals'
import { isoDay } from '@/lib/wording/london-time'

export const POST = form(async ({ actor, form: posted, now }) => {
  const as = posted.get('as') ?? ''
  if (!isCopyForm(as)) throw new NotFound()
  return new Response(await exportEvents(actor, filtersIn(posted), as), {
    headers: {
      'content-type': eventCopies[as].type,
      'content-disposition': `attachment; filename="audit-trail-${isoDay(now)}.${as}"`,
      'cache-control': 'no-store',
    },
  })
})
