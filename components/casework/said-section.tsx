import { CorrectedNote } from '@/components/casework/corrected-note'
import { MaskedAnswer } from '@/components/casework/masked-answer'
import { InsetText } from '@/components/govuk/inset-text'
import { SummaryList } from '@/components/govuk/summary-list'
import type { Case } from '@/lib/casework/case'
import { hasStopped } from '@/lib/casework/stopped'
import type { ContactState } from '@/lib/contact/contact-case'
import { maskedAnswer } from '@/lib/contact/masked'
import { fieldSets } from '@/lib/disclosure/field-sets'
import { shownAnswers } from '@/lib/referral/shown-answers'

interface AnswerProps {
  found: Case
  contact?: ContactState
  question: string
  ask: string
  shown?: string
}

function Answer({ found, contact, question, ask, shown }: AnswerProps) {
  const masked = shown && maskedAnswer(question, shown)
  if (!masked) return <span className="answer">{shown ?? 'Not provided'}</span>
  return <MaskedAnswer {...masked} reference={found.reference} ask={ask} contact={contact} />
}

/** Answers of which some were corrected: what holds now, and under it what was said before. */
export function SaidSection({
  found,
  title,
  contact,
}: {
  found: Case
  title: string
  contact?: ContactState
}) {
  const { typed, corrections, audience, work } = found
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
        {audience === 'beacon_worker' && work.items.some(hasStopped)
          ? 'The person changed their mind about support. You no longer see who they are.'
          : `${fieldSets[audience].because}. You see what your role needs and no more.`}
      </InsetText>
      {sections.map(({ id, title: heading, rows }) => (
        <div key={id}>
          {rows[0]?.ask !== heading && <h3 className="govuk-heading-s">{heading}</h3>}
          <SummaryList
            rows={rows.map(({ question, ask, shown }) => ({
              key: ask,
              value: (
                <>
                  <Answer {...{ found, contact, question, ask, shown }} />
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
