import { SummaryList } from '@/components/govuk/summary-list'
import { summary } from '@/lib/journey/journey'
import type { Correctable } from '@/lib/referral/correctable'
import { referralJourney } from '@/lib/referral/steps'

/** Everything that was asked and what it says now, each with a way to correct it. */
export function CorrectPage({ found: { reference, walked } }: { found: Correctable }) {
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">Correct something</h1>
      <p className="govuk-body">
        Nothing that you sent is lost. We keep the old answer, the new one and why it changes, and
        we tell everybody who works on this referral.
      </p>
      {summary(referralJourney, walked).map(({ step, rows }) => (
        <section key={step.id} aria-labelledby={`answers-${step.id}`}>
          <h2 className="govuk-heading-m" id={`answers-${step.id}`}>
            {step.reads ?? step.title}
          </h2>
          <SummaryList
            rows={rows.map(({ question, ask, shown }) => ({
              key: ask,
              value: <span className="answer">{shown ?? 'Not provided'}</span>,
              actions: [
                {
                  href: `/cases/${reference}/correct/${question}`,
                  label: 'Change',
                  hidden: ask.toLowerCase(),
                },
              ],
            }))}
          />
        </section>
      ))}
    </>
  )
}
