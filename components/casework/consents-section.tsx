import { Table } from '@/components/govuk/table'
import type { Case } from '@/lib/casework/case'
import { consentsInWords } from '@/lib/casework/consents-in-words'
import { showMoment } from '@/lib/wording/london-time'

/** The ledger of what the person agreed to. */
export function ConsentsSection({ found: { consents } }: { found: Case }) {
  if (consents.length === 0) return null
  return (
    <section aria-labelledby="consents">
      <h2 className="govuk-heading-m" id="consents">
        What was consented to
      </h2>
      <Table
        stacked
        head={[{ content: 'Purpose' }, { content: 'Answer' }, { content: 'Recorded' }]}
        rows={consentsInWords(consents).map(({ purpose, answer, recordedAt }) => [
          { content: purpose },
          { content: answer },
          { content: showMoment(recordedAt) },
        ])}
      />
    </section>
  )
}
