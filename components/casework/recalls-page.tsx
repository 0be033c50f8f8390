import { RecallList } from '@/components/casework/recall-list'
import type { RecallLine } from '@/lib/consent/recalls'

export interface RecallsPageProps {
  recalls: readonly RecallLine[]
  now: Date
}

/** Everything that a queue or an organisation is asked to give back, or has answered. */
export function RecallsPage({ recalls, now }: RecallsPageProps) {
  const waiting = recalls.filter(({ confirmedAt }) => !confirmedAt)
  const answered = recalls.filter(({ confirmedAt }) => confirmedAt)
  return (
    <>
      <h1 className="govuk-heading-l">Asked back</h1>
      <p className="govuk-body">
        When a person changes their mind, whoever has something by their agreement must stop using
        it and say what became of it.
      </p>
      {waiting.length === 0 ? (
        <p className="govuk-body">Nothing waits for your answer.</p>
      ) : (
        <RecallList recalls={waiting} caption="Waiting for your answer" now={now} />
      )}
      {answered.length > 0 && <RecallList recalls={answered} caption="Answered" now={now} />}
    </>
  )
}
