import { Table } from '@/components/govuk/table'
import { actions, queues } from '@/lib/routing/queues'
import type { Decision } from '@/lib/routing/decision'

const identityInWords = {
  shared: 'may know who the person is',
  withheld: 'may not know who the person is',
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Where a referral goes, what else must happen, and why, in plain English. */
export function DecisionPanel({ decision }: { decision: Decision }) {
  return (
    <section aria-labelledby="decision">
      <h2 className="govuk-heading-m" id="decision">
        Where it goes and why
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        {decision.primary === 'HOLD' && <li>On hold, with the safeguarding lead as its owner</li>}
        {decision.items.map(({ queue, identity }) => (
          <li key={queue}>
            {queues[queue].name} queue{queue === decision.primary && ', which works it first'}
            {queue === 'POLICE' && `. Police ${identityInWords[identity]}`}
          </li>
        ))}
      </ul>
      {decision.actions.length > 0 && (
        <>
          <h3 className="govuk-heading-s">What must happen beside that</h3>
          <ul className="govuk-list govuk-list--bullet">
            {decision.actions.map((action) => (
              <li key={action}>{actions[action]}</li>
            ))}
          </ul>
        </>
      )}
      <Table
        caption={`Reasons, by the policy of ${decision.policyVersion}`}
        captionSize="s"
        head={[{ content: 'Rule' }, { content: 'Because' }]}
        rows={decision.reasons.map(({ rule, because }) => [
          { content: rule },
          { content: sentence(because) },
        ])}
      />
    </section>
  )
}
