import { Table } from '@/components/govuk/table'
import { behindPath } from '@/lib/outcomes/behind'
import type { FigureLine, FigureNumbers } from '@/lib/outcomes/figure-lines'
import { figureOf } from '@/lib/outcomes/figures'
import { showPeriod } from '@/lib/outcomes/period'
import { during, numbered, showLength } from '@/lib/outcomes/sentences'

/** A number that leads to the cases behind it. */
function NumberLink({ numbers, line }: { numbers: FigureNumbers; line: FigureLine }) {
  const shown = line.number.toLocaleString('en-GB')
  if (line.number === 0) return shown
  return (
    <a className="govuk-link" href={behindPath(numbers.figure, numbers.period, line.codes)}>
      {shown}
      <span className="govuk-visually-hidden">: {line.labels.join(', ')}</span>
    </a>
  )
}

const lengths = ({ times }: FigureLine) =>
  [times?.median, times?.ninety].map((minutes) => ({
    content: minutes === undefined ? '' : showLength(minutes),
    numeric: true,
  }))

/** Every number of a figure in a time, each with a link to the cases behind it. */
export function NumbersTable(numbers: FigureNumbers) {
  const { figure, period, headings, lines, all } = numbers
  const { counts, measure } = figureOf(figure)
  if (all.number === 0)
    return <p className="govuk-body">{`There are ${numbered(0, counts)} ${during(period)}.`}</p>
  const isTimed = measure === 'minutes'
  const heads = headings.length > 0 ? headings : ['Which']
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={showPeriod(period)}
      captionSize="m"
      head={[
        ...heads.map((content) => ({ content })),
        { content: 'Number', numeric: true },
        ...(isTimed ? ['Half within', '9 in 10 within'] : []).map((content) => ({
          content,
          numeric: true,
        })),
      ]}
      rows={[...lines, all].map((line) => [
        ...heads.map((_, index) => ({ content: line.labels[index] ?? '' })),
        { content: <NumberLink numbers={numbers} line={line} />, numeric: true },
        ...(isTimed ? lengths(line) : []),
      ])}
    />
  )
}
