import { WorklistPage, type WorklistProblems } from '@/components/casework/worklist-page'
import type { Page } from '@/components/page/service-page'
import type { Actor } from '@/lib/access/actor'
import { readAssigned } from '@/lib/casework/assigned'
import { findWorklist } from '@/lib/casework/find-worklist'
import { listOf, listWords } from '@/lib/casework/lists'
import { isFor } from '@/lib/casework/offers'
import { readView, tabs } from '@/lib/casework/view'
import { findSettings } from '@/lib/notifications/find-settings'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'

/** The queue whose pages an address is of. */
export const queueAt = (segment: string): Destination => {
  const queue = listOf(segment)
  if (!queue) throw new NotFound()
  return queue
}

/** The page of a queue, as an address or a form beside it says that it was seen. */
export const queuePage = async (
  actor: Actor,
  queue: Destination,
  params: URLSearchParams,
  now: Date,
  wrong?: WorklistProblems,
): Promise<Page> => {
  const view = readView(queue, params)
  const [worklist, { shortcuts }] = await Promise.all([
    findWorklist(actor, queue, view),
    findSettings(actor),
  ])
  const { title } = listWords(queue)
  return {
    title: view.tab === 'new' ? title : `${title}: ${tabs[view.tab].label.toLowerCase()}`,
    wide: true,
    hasErrors: Boolean(wrong),
    status: wrong ? 422 : 200,
    body: (
      <WorklistPage
        queue={queue}
        view={view}
        worklist={worklist}
        mayAssign={isFor('assign', { role: actor.role, queue })}
        shortcuts={shortcuts}
        wrong={wrong}
        assigned={readAssigned(params)}
        now={now}
      />
    ),
  }
}
