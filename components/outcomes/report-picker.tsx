import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { Select } from '@/components/govuk/select'
import { QuestionField } from '@/components/question/question-field'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import {
  datesForm,
  offeredTimes,
  reportPath,
  timeValue,
  type ReportChoice,
} from '@/lib/outcomes/report-choice'
import { audiences, isReportAudience, type ReportAudience } from '@/lib/outcomes/report'

export interface ReportPickerProps {
  audience: ReportAudience
  /** What is shown; nothing where what was asked for is wrong. */
  period?: Period
  /** The day that it is, as an ISO date. */
  today: string
  typed?: RawAnswers
  problems?: readonly Problem[]
}

const audienceNames = Object.keys(audiences).filter(isReportAudience)

function Audiences({ choice }: { choice: ReportChoice }) {
  return (
    <nav aria-label="Who the report is for">
      <ul className="govuk-list flex flex-wrap gap-x-6">
        {audienceNames.map((audience) => (
          <li key={audience}>
            <a
              className="govuk-link"
              href={reportPath({ ...choice, audience })}
              aria-current={audience === choice.audience ? 'page' : undefined}
            >
              {audience === choice.audience ? (
                <strong>{audiences[audience].label}</strong>
              ) : (
                audiences[audience].label
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Chooses the time of a report and whom it is for. It only asks for another address. */
export function ReportPicker({
  audience,
  period,
  today,
  typed = {},
  problems = [],
}: ReportPickerProps) {
  const times = offeredTimes(today)
  const isOffered = times.some((time) => period && timeValue(time) === timeValue(period))
  const all = period && !isOffered ? [period, ...times] : times
  return (
    <div className="no-print">
      {period && <Audiences choice={{ period, audience }} />}
      <form method="get" action="/report" noValidate>
        <input type="hidden" name="audience" value={audience} />
        <Select
          name="time"
          label="Time"
          value={period && timeValue(period)}
          items={all.map((time) => ({ value: timeValue(time), label: showPeriod(time) }))}
        />
        <Button variant="secondary">Show this time</Button>
      </form>
      <Details summary="Other dates" open={problems.length > 0}>
        <form method="get" action="/report" noValidate>
          <input type="hidden" name="audience" value={audience} />
          {(['from', 'until'] as const).map((id) => {
            const problem = problems.find(({ question }) => question === id)
            return (
              <QuestionField
                key={id}
                id={id}
                question={datesForm.questions[id]}
                typed={typed[id] ?? ''}
                error={problem?.message}
                wrongPart={problem?.part}
                today={today}
              />
            )
          })}
          <Button variant="secondary">Show these dates</Button>
        </form>
      </Details>
    </div>
  )
}
