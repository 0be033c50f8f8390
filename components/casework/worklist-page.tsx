import type { ReactNode } from 'react'
import { AssignForm, assignForm } from '@/components/casework/assign-form'
import { AssignedBanner } from '@/components/casework/assigned-banner'
import { FilterForm } from '@/components/casework/filter-form'
import { FilterTags } from '@/components/casework/filter-tags'
import { SavedViews } from '@/components/casework/saved-views'
import { SearchBox } from '@/components/casework/search-box'
import { ShortcutHelp } from '@/components/casework/shortcut-help'
import { WorklistTable } from '@/components/casework/worklist-table'
import { WorklistTabs } from '@/components/casework/worklist-tabs'
import { Details } from '@/components/govuk/details'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Pagination } from '@/components/govuk/pagination'
import { casePath } from '@/lib/casework/act-path'
import type { Assigned } from '@/lib/casework/assigned'
import { queuePath } from '@/lib/access/navigation'
import { listWords } from '@/lib/casework/lists'
import { sorts, viewPath, type View } from '@/lib/casework/view'
import type { Worklist } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

/** What is wrong with a form beside the list, and what was typed in it. */
export interface WorklistProblems {
  readonly problems: readonly {
    readonly field: 'item' | 'owner' | 'view'
    readonly message: string
  }[]
  readonly typed: { readonly owner?: string; readonly view?: string }
}

export interface WorklistPageProps {
  queue: Destination
  view: View
  worklist: Worklist
  mayAssign: boolean
  /** The officer turned single keys on. */
  shortcuts: boolean
  wrong?: WorklistProblems
  assigned?: Assigned
  /** What was done last, with a way to undo it. */
  banner?: ReactNode
  /** The case that is open beside the list. */
  pane?: ReactNode
  now: Date
}

const fields = { item: '#item', owner: '#assign-owner', view: '#view' } as const

/** The whole of the case that is open, from which the way back leads here. */
const wholePath = (queue: Destination, view: View) =>
  view.open &&
  `${casePath(view.open)}?${new URLSearchParams({ back: viewPath(queue, view) }).toString()}`

/** A queue: its tabs, filters and views, one page of its items, and the case that is open beside it. */
export function WorklistPage(props: WorklistPageProps) {
  const { queue, view, worklist, shortcuts, wrong, assigned, banner, pane } = props
  const { title, description } = listWords(queue)
  const problems = wrong?.problems ?? []
  const errorOf = (name: keyof typeof fields) =>
    problems.find(({ field }) => field === name)?.message
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          errors={problems.map(({ field, message }) => ({ text: message, href: fields[field] }))}
        />
      )}
      {assigned && <AssignedBanner assigned={assigned} />}
      {banner}
      <div className="worklist-head">
        <div>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">{description}.</p>
        </div>
        <SearchBox />
      </div>
      <div className="worklist" data-shortcuts={shortcuts || undefined}>
        <div className="worklist__list">
          <WorklistTabs queue={queue} current={view.tab} counts={worklist.counts} />
          <div className="worklist-tools">
            <Details summary="Filter">
              <FilterForm queue={queue} view={view} workers={worklist.workers} />
            </Details>
            <SavedViews
              queue={queue}
              view={view}
              views={worklist.views}
              typed={wrong?.typed.view}
              error={errorOf('view')}
            />
            <a className="govuk-link" href={`${queuePath(queue)}/workload`}>
              Workload
            </a>
            {shortcuts && <ShortcutHelp />}
          </div>
          <FilterTags queue={queue} view={view} workers={worklist.workers} />
          <WorklistItems {...props} errors={{ item: errorOf('item'), owner: errorOf('owner') }} />
        </div>
        <div className="worklist__pane" data-pane data-whole={pane && wholePath(queue, view)}>
          {pane && (
            <a className="govuk-back-link" href={viewPath(queue, { ...view, open: undefined })}>
              Back to the list
            </a>
          )}
          {pane}
        </div>
      </div>
    </>
  )
}

function WorklistItems({
  queue,
  view,
  worklist: { items, next, workers },
  mayAssign,
  wrong,
  errors,
  now,
}: WorklistPageProps & { errors: { item?: string; owner?: string } }) {
  const isNarrowed = Object.keys(view.chosen).length > 0
  if (items.length === 0)
    return (
      <p className="govuk-body">
        {isNarrowed ? 'Nothing here matches these filters.' : 'Nothing is waiting here.'}
      </p>
    )
  const canAssign = mayAssign && view.tab !== 'finished'
  return (
    <>
      <h2 className="govuk-visually-hidden">Cases, {sorts[view.sort].first} first</h2>
      <WorklistTable
        queue={queue}
        view={view}
        items={items}
        assignForm={canAssign ? assignForm : undefined}
        now={now}
      />
      {(next || view.after) && (
        <Pagination
          label="Pages of the queue"
          previous={
            view.after && {
              href: viewPath(queue, { ...view, after: undefined, open: undefined }),
              text: 'First page',
            }
          }
          next={next && { href: viewPath(queue, { ...view, after: next, open: undefined }) }}
        />
      )}
      {canAssign && (
        <AssignForm
          queue={queue}
          view={view}
          workers={workers}
          typed={wrong?.typed.owner}
          errors={errors}
        />
      )}
    </>
  )
}
