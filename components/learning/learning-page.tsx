import { Button } from '@/components/govuk/button'
import { Select } from '@/components/govuk/select'
import { AuditsLearned } from '@/components/learning/audits-learned'
import { FiguresLearned } from '@/components/learning/figures-learned'
import { FormLearned } from '@/components/learning/form-learned'
import { KnownLearned } from '@/components/learning/known-learned'
import type { Learning } from '@/lib/outcomes/learning'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import { timeValue } from '@/lib/outcomes/report-choice'
import { showMoment } from '@/lib/wording/london-time'

/** What there is to learn from a time: what went well, and what gets in people’s way. */
export function LearningPage({
  learning,
  offered,
}: {
  learning: Learning
  offered: readonly Period[]
}) {
  const { period, asOf } = learning
  const isOffered = offered.some((one) => timeValue(one) === timeValue(period))
  return (
    <>
      <span className="govuk-caption-l">{showPeriod(period)}</span>
      <h1 className="govuk-heading-l">Learning</h1>
      <p className="govuk-body">
        What went well, and what gets in people’s way. Nothing here says anything about a person.{' '}
        {asOf ? `Counted up to ${showMoment(asOf)}.` : 'Nothing is counted yet.'}
      </p>
      <form method="get" action="/learning" noValidate>
        <Select
          name="time"
          label="Time"
          value={timeValue(period)}
          items={[...(isOffered ? [] : [period]), ...offered].map((one) => ({
            value: timeValue(one),
            label: showPeriod(one),
          }))}
        />
        <Button variant="secondary">Show this time</Button>
      </form>
      <KnownLearned learning={learning} />
      <FiguresLearned learning={learning} />
      <FormLearned learning={learning} />
      <AuditsLearned learning={learning} />
    </>
  )
}
