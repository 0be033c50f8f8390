import { StandingTag } from '@/components/casework/consent-page'
import { Table } from '@/components/govuk/table'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { consentsNow } from '@/lib/casework/consents-in-words'
import { showDay, showMoment } from '@/lib/wording/london-time'

export interface ConsentsSectionProps {
  found: Case
  now: Date
}

/** What the person agrees to now, for each purpose, and where the whole ledger is. */
export function ConsentsSection({ found: { reference, consents }, now }: ConsentsSectionProps) {
  return (
    <section aria-labelledby="consents">
      <h2 className="govuk-heading-m" id="consents">
        What they agree to
      </h2>
      {consents.length === 0 ? (
        <p className="govuk-body">Nothing was asked.</p>
      ) : (
        <Table
          stacked
          head={['Purpose', 'Now', 'Written down', 'Ask again by'].map((content) => ({ content }))}
          rows={consentsNow(consents, now).map(
            ({ purpose, answer, standing, recordedAt, expiresAt }) => [
              { content: purpose },
              {
                content: standing === 'never_asked' ? answer : <StandingTag standing={standing} />,
              },
              { content: showMoment(recordedAt) },
              { content: expiresAt ? showDay(expiresAt) : 'Until they change their mind' },
            ],
          )}
        />
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={`${casePath(reference)}/consent`}>
          What they were asked and what they said
        </a>
      </p>
    </section>
  )
}
