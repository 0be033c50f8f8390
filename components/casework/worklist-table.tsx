import type { ReactNode } from 'react'
import { BadgeTags } from '@/components/casework/badge-tags'
import { DueText } from '@/components/casework/due-text'
import { StillTag } from '@/components/casework/still-tag'
import { Table, type TableHeading } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import { priorityColours } from '@/components/casework/priority-tag'
import { writeTicked } from '@/lib/casework/assigned'
import { showWorkingAge } from '@/lib/casework/deadlines'
import { showExploitation } from '@/lib/casework/exploitation'
import { stateOf, states } from '@/lib/casework/states'
import { viewPath, type SortName, type View } from '@/lib/casework/view'
import type { WorklistItem } from '@/lib/casework/worklist'
import { county } from '@/lib/county/county'
import { priorities, type Destination } from '@/lib/routing/queues'
import { count, showDay } from '@/lib/wording/london-time'

export interface WorklistTableProps {
  queue: Destination
  view: View
  items: readonly WorklistItem[]
  /** The id of the form that assigns what is ticked; nothing can be ticked without it. */
  assignForm?: string
  now: Date
}

interface Column {
  readonly name: string
  /** Drawn in the heading, where it is more than the name. */
  readonly heading?: (name: string) => ReactNode
  readonly sort?: TableHeading['sort']
  readonly className?: string
  readonly cell: (item: WorklistItem, index: number) => ReactNode
}

const areas = new Map(county.areas.map(({ slug, name }) => [slug, name]))

/** Beside an open case the list has room for what chooses the next one, and no more. */
const beside = 'worklist-table__beside'

const columnsOf = (props: WorklistTableProps): readonly Column[] => {
  const { queue, view, assignForm, now } = props
  const sorting = (by: SortName, direction: TableHeading['sort']) => ({
    sort: view.sort === by ? direction : ('none' as const),
    heading: (name: string) => (
      <a className="govuk-link" href={viewPath(queue, { ...view, ...noPlace, sort: by })}>
        {name}
      </a>
    ),
  })
  const isFinished = view.tab === 'finished'
  const columns: readonly (Column | false)[] = [
    {
      name: 'Reference',
      heading: (name) => (
        <>
          {assignForm && (
            <input hidden type="checkbox" data-select-all aria-label="Select all on this page" />
          )}
          {name}
        </>
      ),
      className: 'worklist-table__reference',
      cell: (item, index) => (
        <>
          {assignForm && (
            <input
              type="checkbox"
              name="item"
              id={index === 0 ? 'item' : `item-${index + 1}`}
              form={assignForm}
              value={writeTicked(item)}
              aria-label={`Select ${item.reference}`}
            />
          )}
          <ItemLink {...props} item={item} />
        </>
      ),
    },
    {
      name: 'How soon',
      ...(!isFinished && sorting('urgency', 'ascending')),
      className: 'worklist-table__soon',
      cell: (item) => (
        <span className="worklist-table__tags">
          <Tag colour={priorityColours[item.priority]}>
            {item.priority}
            <span className="govuk-visually-hidden"> {priorities[item.priority].label}</span>
          </Tag>
          <StillTag item={item} />
          <BadgeTags names={item.badges} most={2} />
        </span>
      ),
    },
    {
      name: 'What',
      cell: ({ exploitationTypes, people }) =>
        showExploitation(exploitationTypes) +
        (people > 1 ? `, ${count(people, 'person', 'people')}` : ''),
    },
    { name: 'Where', className: beside, cell: ({ area }) => areas.get(area ?? '') ?? 'Not known' },
    {
      name: 'From',
      className: `${beside} worklist-table__from`,
      cell: ({ organisation }) => organisation,
    },
    isFinished
      ? {
          name: 'Finished',
          className: 'worklist-table__due',
          cell: ({ finishedAt }) => finishedAt && showDay(finishedAt),
        }
      : {
          name: 'Age',
          ...(view.sort === 'oldest'
            ? { ...sorting('newest', 'ascending'), sort: 'descending' }
            : {
                ...sorting('oldest', 'descending'),
                sort: view.sort === 'newest' ? 'ascending' : 'none',
              }),
          className: `${beside} worklist-table__age`,
          // Whole hours are enough to choose by.
          cell: ({ enteredAt }) =>
            showWorkingAge(queue, enteredAt, now).replace(/(hours?) .*/, '$1'),
        },
    !isFinished && {
      name: 'Due',
      ...sorting('due', 'ascending'),
      className: 'worklist-table__due',
      cell: (item) => <DueText item={item} now={now} />,
    },
    view.tab !== 'new' && {
      name: 'State',
      className: `${beside} worklist-table__state`,
      cell: (item) => states[stateOf(item)].label,
    },
    {
      name: 'Owner',
      className: `${beside} worklist-table__who`,
      cell: ({ owner }) => owner ?? 'Nobody',
    },
    queue === 'POLICE' && {
      name: 'Who it is',
      className: `${beside} worklist-table__who`,
      cell: ({ identity }) => (identity === 'shared' ? 'Named' : 'Withheld'),
    },
  ]
  return columns.filter((column) => column !== false)
}

const noPlace = { after: undefined, open: undefined }

/** Opens a case beside the list, or instead of it where there is no room. */
function ItemLink({
  queue,
  view,
  item: { reference },
}: WorklistTableProps & { item: WorklistItem }) {
  return (
    <a
      className="govuk-link reference"
      href={`${viewPath(queue, { ...view, open: reference })}#pane`}
      aria-current={view.open === reference ? 'true' : undefined}
      data-open
    >
      {reference}
    </a>
  )
}

/** One page of a queue, one line for each item. */
export function WorklistTable(props: WorklistTableProps) {
  const columns = columnsOf(props)
  return (
    <Table
      stacked
      firstCellIsHeader
      className="worklist-table"
      head={columns.map(({ name, heading, sort, className }) => ({
        content: heading?.(name) ?? name,
        name,
        sort,
        className,
      }))}
      rows={props.items.map((item, index) =>
        columns.map(({ cell, className }) => ({ content: cell(item, index), className })),
      )}
    />
  )
}
