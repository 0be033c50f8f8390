import { ContactAllowance } from '@/components/casework/contact-allowance'
import { Details } from '@/components/govuk/details'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import type { ShownContact } from '@/lib/contact/contact-case'
import { showMoment } from '@/lib/wording/london-time'

/** What somebody asked to be shown at the moment of contact: how to reach the person and what to say. */
export function ContactShown({ shown, now }: { shown: ShownContact; now: Date }) {
  return (
    <>
      <ContactAllowance allowance={shown.allowance} now={now} />
      {shown.rows.length === 0 ? (
        <InsetText>Nothing is recorded about this way to contact them.</InsetText>
      ) : (
        <SummaryList
          rows={shown.rows.map(({ ask, shown: text }) => ({
            key: ask,
            value: <span className="answer">{text}</span>,
          }))}
        />
      )}
      {shown.noted.length > 0 && (
        <Details summary={`Notes of earlier attempts (${shown.noted.length})`}>
          {shown.noted.map(({ at, words }, index) => (
            <p key={index} className="govuk-body answer">
              {showMoment(at)}: {words}
            </p>
          ))}
        </Details>
      )}
    </>
  )
}
