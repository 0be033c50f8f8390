import { form } from '@/app/door'
import { assignItems } from '@/lib/casework/assign-items'
import { writeAssigned } from '@/lib/casework/assigned'
import { readView, viewPath } from '@/lib/casework/view'
import { queueAt, queuePage } from '../queue-page'

export const POST = form<{ queue: string }>(async ({ actor, params, form: posted, now }) => {
  const queue = queueAt(params.queue)
  const seen = new URLSearchParams(posted.get('address') ?? '')
  const done = await assignItems(actor, queue, posted)
  if ('problems' in done) {
    const typed = { owner: posted.get('owner') ?? '' }
    return queuePage(actor, queue, seen, now, { ...done, typed })
  }
  const path = viewPath(queue, readView(queue, seen))
  return { redirect: `${path}${path.includes('?') ? '&' : '?'}${writeAssigned(done)}` }
})
