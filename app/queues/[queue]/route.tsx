import { page } from '@/app/door'
import { WorklistPage } from '@/components/casework/worklist-page'
import { findWorklist } from '@/lib/casework/find-worklist'
import { readCursor } from '@/lib/casework/worklist'
import { NotFound } from '@/lib/refusals'
import { queues, type Queue } from '@/lib/routing/queues'

const isQueue = (name: string): name is Queue => Object.hasOwn(queues, name)

export const GET = page<{ queue: string }>(async ({ actor, params, url, now }) => {
  const queue = params.queue.toUpperCase()
  if (!isQueue(queue) || params.queue !== queue.toLowerCase()) throw new NotFound()
  const after = readCursor(url.searchParams.get('after'))
  const worklist = await findWorklist(actor, queue, after)
  return {
    title: `${queues[queue].name} queue`,
    wide: true,
    body: <WorklistPage queue={queue} worklist={worklist} isFirstPage={!after} now={now} />,
  }
})
