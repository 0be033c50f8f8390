import { Table } from '@/components/govuk/table'
import { Tag, type TagColour } from '@/components/govuk/tag'
import { policyPath } from '@/lib/policies/policy-path'
import { policyStates, type PolicyLine, type PolicyState } from '@/lib/policies/policy-version'
import { showDay } from '@/lib/wording/london-time'

const colours: Readonly<Record<PolicyState, TagColour>> = {
  draft: 'blue',
  proposed: 'yellow',
  published: 'green',
  withdrawn: 'grey',
}

/** How far a version of the policy is. */
export const PolicyStateTag = ({ state }: Pick<PolicyLine, 'state'>) => (
  <Tag colour={colours[state]}>{policyStates[state]}</Tag>
)

/** A day that is kept as an ISO date, in words. */
export const showIsoDay = (day: string) => showDay(new Date(`${day}T12:00:00Z`))

const head = ['Name', 'How far', 'Drafted', 'By', 'Decides from'].map((content) => ({ content }))

/** Versions of the policy, each with the way to its page. */
export function PolicyLines({ lines, none }: { lines: readonly PolicyLine[]; none: string }) {
  if (lines.length === 0) return <p className="govuk-body">{none}</p>
  return (
    <Table
      stacked
      firstCellIsHeader
      head={head}
      rows={lines.map((line) => [
        {
          content: (
            <a className="govuk-link" href={policyPath(line.id)}>
              {line.name}
            </a>
          ),
        },
        { content: <PolicyStateTag state={line.state} /> },
        { content: showDay(line.draftedAt) },
        { content: line.draftedBy },
        { content: line.appliesFrom ? showIsoDay(line.appliesFrom) : 'Not set' },
      ])}
    />
  )
}
