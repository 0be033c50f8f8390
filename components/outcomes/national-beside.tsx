import { Table } from '@/components/govuk/table'
import { county } from '@/lib/county/county'
import { nationalArea, type Beside } from '@/lib/outcomes/national-figures'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import { capital } from '@/lib/outcomes/sentences'

/** National figures beside ours, each with its own time; nothing where none is loaded. */
export function NationalBeside({ period, lines }: { period: Period; lines: readonly Beside[] }) {
  if (lines.length === 0) return null
  const sources = [...new Set(lines.map(({ source }) => source))]
  return (
    <>
      <Table
        stacked
        firstCellIsHeader
        caption="Beside the national figures"
        captionSize="s"
        head={[
          { content: 'What' },
          { content: `${county.name}, ${showPeriod(period)}`, numeric: true },
          { content: capital(nationalArea), numeric: true },
        ]}
        rows={lines.map(({ says, here, national, period: of }) => [
          { content: says },
          { content: here, numeric: true },
          { content: `${national}, ${showPeriod(of)}`, numeric: true },
        ])}
      />
      <p className="govuk-body-s">Source: {sources.join('; ')}.</p>
    </>
  )
}
