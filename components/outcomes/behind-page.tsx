import { ReferenceLink } from '@/components/casework/reference-link'
import { StateTag } from '@/components/casework/state-tag'
import { Pagination } from '@/components/govuk/pagination'
import { Table } from '@/components/govuk/table'
import { amountInWords, behindPath, type Behind, type CaseBehind } from '@/lib/outcomes/behind'
import { labelOf } from '@/lib/outcomes/dimensions'
import { codesInWords } from '@/lib/outcomes/figure-lines'
import { figureOf } from '@/lib/outcomes/figures'
import { showPeriod } from '@/lib/outcomes/period'
import { capital, numbered } from '@/lib/outcomes/sentences'
import { showMoment } from '@/lib/wording/london-time'

const showDay = (day: string) => showPeriod({ from: day, until: day })

function Standing({ line: { isPast, items } }: { line: CaseBehind }) {
  if (isPast) return 'In a list of past referrals'
  return (
    <ul className="govuk-list mb-0">
      {items.map(({ queue, state }, index) => (
        <li key={index}>
          {labelOf('queue', queue)} <StateTag state={state} />
        </li>
      ))}
    </ul>
  )
}

function Cases({ behind }: { behind: Behind }) {
  const { figure, period, codes, lines, next } = behind
  const { step } = figureOf(figure)
  const isOften = lines.some(({ things }) => things > 1)
  return (
    <>
      <Table
        stacked
        firstCellIsHeader
        head={[
          { content: 'Reference' },
          { content: 'Came on' },
          ...(step ? [{ content: 'Counts on' }] : []),
          ...(isOften ? [{ content: 'Counts', numeric: true }] : []),
          { content: 'Where it stands now' },
        ]}
        rows={lines.map((line) => [
          {
            content: line.isPast ? (
              <span className="reference">{line.reference}</span>
            ) : (
              <ReferenceLink reference={line.reference} />
            ),
          },
          { content: showDay(line.receivedOn) },
          ...(step ? [{ content: showDay(line.day) }] : []),
          ...(isOften ? [{ content: `${line.things}`, numeric: true }] : []),
          { content: <Standing line={line} /> },
        ])}
      />
      {next && (
        <Pagination
          label="Pages of cases"
          next={{ href: behindPath(figure, period, codes, next) }}
        />
      )}
    </>
  )
}

/** The cases behind a number of a figure, by reference alone. */
export function BehindPage({ behind }: { behind: Behind }) {
  const { figure, period, codes, number, things, asOf } = behind
  const { title, counts } = figureOf(figure)
  const erased = Math.max(0, number - things)
  return (
    <>
      <span className="govuk-caption-l">
        {title}, {showPeriod(period)}
      </span>
      <h1 className="govuk-heading-l">{codesInWords(figure, codes) || `All ${counts[1]}`}</h1>
      <p className="govuk-body">
        {capital(amountInWords(figure, behind))}.{asOf && ` Counted up to ${showMoment(asOf)}.`}
      </p>
      {erased > 0 && (
        <p className="govuk-body">
          {capital(numbered(erased, counts))} more counted here before the data was erased. Nothing
          says any more which cases they were.
        </p>
      )}
      {behind.lines.length > 0 && (
        <>
          <p className="govuk-body">
            These are references alone. If a case is not in your work, it asks you why you open it.
          </p>
          <Cases behind={behind} />
        </>
      )}
    </>
  )
}
