import { SummaryList } from '@/components/govuk/summary-list'
import { NationalBeside } from '@/components/outcomes/national-beside'
import { NumbersTable } from '@/components/outcomes/numbers-table'
import { rowsOf, sections } from '@/lib/outcomes/figure'
import type { FigureNumbers } from '@/lib/outcomes/figure-lines'
import { figureOf, type FigureName } from '@/lib/outcomes/figures'
import { besideOf, nationalFor } from '@/lib/outcomes/national-figures'
import { capital } from '@/lib/outcomes/sentences'
import { showMoment } from '@/lib/wording/london-time'

/** How many of a figure have these first codes. */
const numberIn =
  ({ lines }: FigureNumbers) =>
  (_: FigureName, codes: readonly string[]) =>
    lines
      .filter((line) => codes.every((code, index) => code === line.codes[index]))
      .reduce((sum, { number }) => sum + number, 0)

/** How a figure is defined, and every number of it in a time. */
export function FigurePage({ numbers }: { numbers: FigureNumbers }) {
  const { figure, period, asOf } = numbers
  const definition = figureOf(figure)
  const beside = besideOf(nationalFor(period, figure), numberIn(numbers))
  return (
    <>
      <span className="govuk-caption-l">{sections[definition.section]}</span>
      <h1 className="govuk-heading-l">{definition.title}</h1>
      <SummaryList
        rows={[
          { key: 'Counts', value: capital(definition.counts[1]) },
          { key: 'How', value: definition.countRule },
          { key: 'From', value: definition.source },
          { key: 'Counted up to', value: asOf ? showMoment(asOf) : 'Nothing is counted yet' },
        ]}
      />
      <p className="govuk-body">
        Each number leads to the cases behind it, by reference alone. That you looked is recorded.
      </p>
      <NumbersTable {...numbers} />
      <NationalBeside period={period} lines={beside} />
      <h2 className="govuk-heading-m">The query</h2>
      <p className="govuk-body">
        Every number of this figure is counted from these rows, here and in the report.
      </p>
      <pre className="govuk-body-s break-words whitespace-pre-wrap">
        <code>{rowsOf(figure, definition)}</code>
      </pre>
    </>
  )
}
