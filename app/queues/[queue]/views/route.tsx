import { form } from '@/app/door'
import { deleteView } from '@/lib/casework/delete-view'
import { queuePath } from '@/lib/access/navigation'
import { saveView } from '@/lib/casework/save-view'
import { readView, viewPath } from '@/lib/casework/view'
import { queueAt, queuePage } from '../queue-page'

export const POST = form<{ queue: string }>(async ({ actor, params, form: posted, now }) => {
  const queue = queueAt(params.queue)
  const deleted = posted.get('delete')
  if (deleted !== null) {
    await deleteView(actor, queue, deleted)
    return { redirect: queuePath(queue) }
  }
  const seen = new URLSearchParams(posted.get('address') ?? '')
  const view = readView(queue, seen)
  const { problems } = await saveView(actor, queue, view, posted)
  if (problems.length === 0) return { redirect: viewPath(queue, view) }
  return queuePage(actor, queue, seen, now, {
    problems: problems.map(({ message }) => ({ field: 'view', message })),
    typed: { view: posted.get('view') ?? '' },
  })
})
