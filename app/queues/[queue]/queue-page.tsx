import { CasePane } from '@/components/casework/case-pane'
import { OpeningPane } from '@/components/casework/opening-page'
import { DoneBanner } from '@/components/casework/done-banner'
import { WorklistPage, type WorklistProblems } from '@/components/casework/worklist-page'
import type { Page } from '@/components/page/service-page'
import type { Actor } from '@/lib/access/actor'
import { readAssigned } from '@/lib/casework/assigned'
import { openCase } from '@/lib/casework/open-case'
import { findDone } from '@/lib/casework/find-done'
import { findWorklist } from '@/lib/casework/find-worklist'
import { listOf, listWords } from '@/lib/casework/lists'
import { isFor } from '@/lib/casework/offers'
import { readView, tabs, viewPath } from '@/lib/casework/view'
import { findSettings } from '@/lib/notifications/find-settings'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'

/** The queue whose pages an address is of. */
export const queueAt = (segment: string): Destination => {
  const queue = listOf(segment)
  if (!queue) throw new NotFound()
  return queue
}

/** The case that is open beside the list. One that is out of sight by now is not there. */
const openBeside = async (actor: Actor, reference: string | undefined) => {
  if (!reference) return undefined
  return openCase(actor, reference).catch((error: unknown) => {
    if (error instanceof NotFound) return undefined
    throw error
  })
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
  const [worklist, { shortcuts }, opened, done] = await Promise.all([
    findWorklist(actor, queue, view),
    findSettings(actor),
    openBeside(actor, view.open),
    findDone(actor, params.get('done')),
  ])
  const back = viewPath(queue, view)
  const { title } = listWords(queue)
  return {
    title: [
      title,
      ...(view.tab === 'new' ? [] : [tabs[view.tab].label.toLowerCase()]),
      ...(opened ? ['with a case open'] : []),
    ].join(', '),
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
        banner={done && <DoneBanner {...done} back={back} />}
        pane={
          opened &&
          ('found' in opened ? (
            <CasePane found={opened.found} now={now} back={back} />
          ) : (
            <OpeningPane reference={opened.needsReason} to={back} />
          ))
        }
        now={now}
      />
    ),
  }
}
