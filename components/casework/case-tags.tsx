import { BadgeTags } from '@/components/casework/badge-tags'
import { PriorityTag } from '@/components/casework/priority-tag'
import { badgesOf } from '@/lib/casework/badges'
import type { Case } from '@/lib/casework/case'
import { states } from '@/lib/casework/states'

/** How soon somebody must act on a case, the soonest of its open items, and what makes it pressing. */
export function CaseTags({ found: { work, decision, facts } }: { found: Case }) {
  const [soonest = decision.priority] = work.items
    .filter(({ state }) => states[state].isOpen)
    .map(({ priority }) => priority)
    .sort()
  return (
    <p className="govuk-body flex flex-wrap gap-2">
      <PriorityTag priority={soonest} />
      <BadgeTags names={badgesOf(facts)} />
    </p>
  )
}
