import { CorrectedNote } from '@/components/casework/corrected-note'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import type { Case } from '@/lib/casework/case'
import { fieldSets } from '@/lib/disclosure/field-sets'
import { shownAnswers } from '@/lib/referral/shown-answers'

/** Answers of which some were corrected: what holds now, and under it what was said before. */
export function SaidSection({ found, title }: { found: Case; title: string }) {
  const { typed, corrections, audience } = found
  const sections = shownAnswers(typed)
  const isShown = (question: string) =>
    sections.some(({ rows }) => rows.some((row) => row.question === question))
  const takenBack = corrections.filter(({ question }) => !isShown(question))
  return (
    <section aria-labelledby="said">
      <h2 className="govuk-heading-m" id="said">
        {title}
      </h2>
      <InsetText>
        {fieldSets[audience].because}. You see what your role needs and no more.
      </InsetText>
      {sections.map(({ id, title: heading, rows }) => (
        <div key={id}>
          {rows[0]?.ask !== heading && <h3 className="govuk-heading-s">{heading}</h3>}
          <SummaryList
            rows={rows.map(({ question, ask, shown }) => ({
              key: ask,
              value: (
                <>
                  <span className="answer">{shown ?? 'Not provided'}</span>
                  {corrections
                    .filter((one) => one.question === question)
                    .map((one) => (
                      <CorrectedNote key={one.at.toISOString()} correction={one} />
                    ))}
                </>
              ),
            }))}
          />
        </div>
      ))}
      {takenBack.length > 0 && (
        <>
          <h3 className="govuk-heading-s">Taken back</h3>
          {takenBack.map((one) => (
            <p className="govuk-body" key={one.question + one.at.toISOString()}>
              <CorrectedNote correction={one} />
            </p>
          ))}
        </>
      )}
    </section>
  )
}
