import { Table } from '@/components/govuk/table'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import { publishPath, quartersOf, yearsSince, type Publication } from '@/lib/outcomes/publication'
import { reportPath } from '@/lib/outcomes/report-choice'
import { showDay } from '@/lib/wording/london-time'

export interface PublishedPageProps {
  publications: readonly Publication[]
  /** The first day of which anything is counted. */
  firstDay: string | undefined
  /** As an ISO date. */
  today: string
}

const isOf = (period: Period) => (one: Publication) =>
  one.period.from === period.from && one.period.until === period.until

/** Where a time stands: published, still to be published, or not over yet. */
function Standing({ period, publications, today }: PublishedPageProps & { period: Period }) {
  const published = publications.find(isOf(period))
  const name = <span className="govuk-visually-hidden"> {showPeriod(period)}</span>
  if (published)
    return (
      <a className="govuk-link" href={reportPath({ period, audience: 'published' })}>
        Open{name}
      </a>
    )
  if (period.until >= today) return <>Not over yet</>
  return (
    <a className="govuk-link" href={publishPath(period)}>
      Publish{name}
    </a>
  )
}

const quarterNames = [
  'January to March',
  'April to June',
  'July to September',
  'October to December',
]

/** What was published, and what can be: each year and its quarters. */
export function PublishedPage(props: PublishedPageProps) {
  const { publications, firstDay, today } = props
  const years = firstDay ? yearsSince(firstDay, today) : []
  return (
    <>
      <h1 className="govuk-heading-l">Published figures</h1>
      <p className="govuk-body">
        Years and quarters can be published, each once. Small numbers are hidden, so that nobody can
        tell a person from them, or from two reports laid side by side.
      </p>
      {years.length === 0 ? (
        <p className="govuk-body">Nothing has been counted yet.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Year', 'Whole year', ...quarterNames].map((content) => ({ content }))}
          rows={years.map((year) => [
            { content: showPeriod(year) },
            ...[year, ...quartersOf(year)].map((period) => ({
              content: <Standing {...props} period={period} />,
            })),
          ])}
        />
      )}
      {publications.length > 0 && (
        <Table
          stacked
          firstCellIsHeader
          caption="What was published"
          captionSize="m"
          head={['Time', 'Published on', 'By', 'Numbers as of'].map((content) => ({ content }))}
          rows={publications.map(({ period, publishedAt, publishedBy, asOf }) => [
            { content: showPeriod(period) },
            { content: showDay(publishedAt) },
            { content: publishedBy },
            { content: showDay(asOf) },
          ])}
        />
      )}
    </>
  )
}
