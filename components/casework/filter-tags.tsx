import { chosenPairs, filtersOf, offered, withoutCode } from '@/lib/casework/filters'
import { viewPath, type View } from '@/lib/casework/view'
import type { Worker } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

export interface FilterTagsProps {
  queue: Destination
  view: View
  workers: readonly Worker[]
}

/** What the list is narrowed by now. Each is a link that takes it away again. */
export function FilterTags({ queue, view: { tab, sort, chosen }, workers }: FilterTagsProps) {
  const pairs = chosenPairs(chosen)
  if (pairs.length === 0) return null
  const known = new Map(filtersOf(queue).map((filter) => [filter.name, filter]))
  return (
    <section className="worklist-chosen" aria-label="Chosen filters">
      <ul>
        {pairs.map(([name, code]) => {
          const filter = known.get(name)
          const label = (filter && offered(filter, workers)[code]) ?? 'Somebody else'
          return (
            <li key={name + code}>
              <a
                className="govuk-link"
                href={viewPath(queue, { tab, sort, chosen: withoutCode(chosen, name, code) })}
              >
                <span className="govuk-visually-hidden">Remove the filter </span>
                {filter?.label}: {label} <span aria-hidden="true">×</span>
              </a>
            </li>
          )
        })}
        <li>
          <a className="govuk-link" href={viewPath(queue, { tab, sort, chosen: {} })}>
            Clear filters
          </a>
        </li>
      </ul>
    </section>
  )
}
