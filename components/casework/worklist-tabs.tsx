import { tabNames, tabs, viewOf, viewPath, type TabName } from '@/lib/casework/view'
import { countedTo, type Worklist } from '@/lib/casework/worklist'
import type { Destination } from '@/lib/routing/queues'

export interface WorklistTabsProps {
  queue: Destination
  current: TabName
  counts: Worklist['counts']
}

const showCount = (items: number) =>
  Math.min(items, countedTo).toLocaleString('en-GB') + (items > countedTo ? '+' : '')

/** The groups of a queue's items, each a link with how many are in it. */
export function WorklistTabs({ queue, current, counts }: WorklistTabsProps) {
  return (
    <nav className="worklist-tabs" aria-label="Groups of cases">
      <ul>
        {tabNames.map((tab) => (
          <li key={tab}>
            <a
              className="govuk-link"
              href={viewPath(queue, viewOf(tab))}
              aria-current={tab === current ? 'page' : undefined}
            >
              {tabs[tab].label} ({showCount(counts[tab])})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
