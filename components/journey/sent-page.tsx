import { Panel } from '@/components/govuk/panel'
import { nextSteps, tasksOf } from '@/lib/casework/next-steps'
import { evidencePath } from '@/lib/evidence/evidence-path'
import type { Receipt } from '@/lib/referral/receipt'

/** What a sender needs at once: a reference, what happens next and when, and what to say. */
export function SentPage({ receipt }: { receipt: Receipt }) {
  const tasks = tasksOf(receipt)
  return (
    <>
      <Panel title="Referral sent">
        Your reference
        <br />
        <strong>{receipt.reference}</strong>
      </Panel>
      <h2 className="govuk-heading-m">What happens next</h2>
      <p className="govuk-body">{nextSteps(receipt)}</p>
      {tasks.length > 0 && (
        <>
          <p className="govuk-body">What you need to see to:</p>
          <ul className="govuk-list govuk-list--bullet">
            {tasks.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ul>
        </>
      )}
      {receipt.hidden ? (
        <p className="govuk-body">
          You said that somebody in an organisation is involved. The referral is kept from that
          organisation, so you will not find it in your list. Keep the reference. Do not discuss it
          at work.
        </p>
      ) : (
        <>
          <h2 className="govuk-heading-m">What to say to the person now</h2>
          <ul className="govuk-list govuk-list--bullet">
            <li>You have done nothing wrong by talking to me.</li>
            <li>
              People who help in cases like this will look at it. Nobody will come as a surprise if
              I can help it.
            </li>
            <li>You can change your mind. If you are ever in danger, call 999.</li>
          </ul>
          <p className="govuk-body">
            <a className="govuk-link" href={`/cases/${receipt.reference}/details`}>
              Add more details
            </a>{' '}
            when you have time. Nobody waits for them.
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href={evidencePath(receipt.reference)}>
              Add photographs and documents
            </a>{' '}
            if you have any that help.
          </p>
        </>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href="/refer">
          Your referrals
        </a>
      </p>
    </>
  )
}
