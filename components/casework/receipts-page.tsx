import { SummaryList } from '@/components/govuk/summary-list'
import { bases } from '@/lib/disclosure/basis'
import { kindsInWords, type ReceiptLine, type Receipts } from '@/lib/disclosure/receipts'
import { count, showDay, showMoment } from '@/lib/wording/london-time'

/** Who saw what, to print and give to the person: written to them, with no answer and no name of staff. */
export function ReceiptsPage({ reference, lines, now }: Receipts & { now: Date }) {
  return (
    <>
      <span className="govuk-caption-l">Referral {reference}</span>
      <h1 className="govuk-heading-l">Who saw what about you</h1>
      <p className="govuk-body">
        These organisations saw something of your referral, up to {showMoment(now)}. This paper says
        what kind of thing they saw, when and why. It does not repeat what you said.
      </p>
      <p className="govuk-body no-print">
        Print this page to give it to the person. Ask first whether it is safe for them to keep it.
      </p>
      {lines.length === 0 && <p className="govuk-body">Nobody has looked at it yet.</p>}
      {lines.map((line) => (
        <Line key={`${line.organisation} ${line.role}`} line={line} />
      ))}
      <h2 className="govuk-heading-m">What you can do</h2>
      <p className="govuk-body">
        You can ask for a copy of what is held about you, say that something is wrong, or complain
        to the Information Commissioner’s Office.
      </p>
    </>
  )
}

function Line({ line }: { line: ReceiptLine }) {
  const { organisation, role, first, last, times, bases: because, kinds } = line
  return (
    <section className="receipt">
      <h2 className="govuk-heading-m">{organisation}</h2>
      <SummaryList
        rows={[
          { key: 'Who there', value: role },
          {
            key: 'When',
            value:
              times === 1
                ? showDay(first)
                : `${count(times, 'time')}, first on ${showDay(first)} and last on ${showDay(last)}`,
          },
          ...(because.length > 0
            ? [{ key: 'Why', value: because.map((basis) => `${bases[basis]}.`).join(' ') }]
            : []),
          ...kinds.map(({ kind, fields }) => ({
            key: kindsInWords[kind],
            value:
              fields.length > 0 ? (
                <ul className="govuk-list govuk-list--bullet">
                  {fields.map((field) => (
                    <li key={field}>{field}</li>
                  ))}
                </ul>
              ) : (
                'They could see it'
              ),
          })),
        ]}
      />
    </section>
  )
}
