import { Button } from '@/components/govuk/button'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { filtersOf, offered, type FilterName } from '@/lib/casework/filters'
import { finishedStates, openStates } from '@/lib/casework/states'
import { tabs, type TabName, type View } from '@/lib/casework/view'
import type { Worker } from '@/lib/casework/worklist'
import { queuePath } from '@/lib/access/navigation'
import type { Destination } from '@/lib/routing/queues'

export interface FilterFormProps {
  queue: Destination
  view: View
  workers: readonly Worker[]
}

/** The states that a tab has. */
const statesIn: Readonly<Record<TabName, readonly string[]>> = {
  new: [],
  mine: openStates,
  waiting: ['asked', 'held'],
  all: openStates,
  finished: finishedStates,
}

/** Filters that say nothing in a tab, because all of it is alike. */
const idle: Readonly<Partial<Record<TabName, readonly FilterName[]>>> = {
  new: ['state'],
  mine: ['owner'],
  waiting: ['due'],
  finished: ['due'],
}

/** Narrows a list. It only asks for another address, so that it works without script. */
export function FilterForm({ queue, view: { tab, sort, chosen }, workers }: FilterFormProps) {
  return (
    <form method="get" action={queuePath(queue)} noValidate>
      <input type="hidden" name="tab" value={tab} />
      {sort !== tabs[tab].sorts[0] && <input type="hidden" name="sort" value={sort} />}
      <Button>Apply filters</Button>
      <div className="worklist-filters">
        {filtersOf(queue)
          .filter(({ name }) => !idle[tab]?.includes(name))
          .map((filter) => (
            <Checkboxes
              key={filter.name}
              small
              id={`filter-${filter.name}`}
              name={filter.name}
              legend={filter.label}
              legendSize="s"
              values={chosen[filter.name]}
              items={Object.entries(offered(filter, workers))
                .filter(([code]) => filter.name !== 'state' || statesIn[tab].includes(code))
                .map(([value, label]) => ({ value, label }))}
            />
          ))}
      </div>
      <Button>Apply filters</Button>
    </form>
  )
}
