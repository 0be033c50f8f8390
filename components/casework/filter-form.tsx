import { Button } from '@/components/govuk/button'
import { Checkboxes } from '@/components/govuk/checkboxes'
import { filtersOf, offered, type FilterName } from '@/lib/casework/filters'
import { tabs, type View } from '@/lib/casework/view'
import type { Worker } from '@/lib/casework/worklist'
import { listPath } from '@/lib/casework/lists'
import type { Destination } from '@/lib/routing/queues'

export interface FilterFormProps {
  queue: Destination
  view: View
  workers: readonly Worker[]
}

/** Filters that say nothing in a tab, because all of it is alike. */
const idle: Readonly<Partial<Record<View['tab'], readonly FilterName[]>>> = {
  new: ['state'],
  mine: ['owner'],
  finished: ['due'],
}

/** Narrows a list. It only asks for another address, so that it works without script. */
export function FilterForm({ queue, view: { tab, sort, chosen }, workers }: FilterFormProps) {
  return (
    <form method="get" action={listPath(queue)} noValidate>
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
              items={Object.entries(offered(filter, workers)).map(([value, label]) => ({
                value,
                label,
              }))}
            />
          ))}
      </div>
      <Button>Apply filters</Button>
    </form>
  )
}
