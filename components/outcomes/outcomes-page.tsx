import { ReportFiles } from '@/components/outcomes/report-files'
import { PageList, type ListedPage } from '@/components/page/page-list'
import { showPeriod, type Period } from '@/lib/outcomes/period'
import { publishedListPath } from '@/lib/outcomes/publication'
import { reportPath } from '@/lib/outcomes/report-choice'
import { showMoment } from '@/lib/wording/london-time'

export interface OutcomesPageProps {
  period: Period
  isReady: boolean
  asOf: Date | undefined
  /** The pages that the actor learns from. */
  pages: readonly ListedPage[]
}

/** What a lead sees first: the report for the board, and the button that downloads it. */
export function OutcomesPage({ period, isReady, asOf, pages }: OutcomesPageProps) {
  const choice = { period, audience: 'inside' } as const
  const name = showPeriod(period)
  const report = {
    label: `Read the ${name} report`,
    href: reportPath(choice),
    says: 'The same on a page. Choose another month, quarter, half-year or year, or any dates.',
  }
  const words = {
    label: 'Write what changed and why it may have',
    href: reportPath(choice, 'words'),
    says: 'Your own words for the board. They stand in the report beside the numbers.',
  }
  const published = {
    label: 'What was published',
    href: publishedListPath,
    says: 'Figures for everybody, with small numbers hidden.',
  }
  return (
    <>
      <h1 className="govuk-heading-l">
        {isReady ? `The ${name} report is ready` : `The ${name} report is being counted`}
      </h1>
      <p className="govuk-body">
        {asOf ? `Counted up to ${showMoment(asOf)}.` : 'Nothing is counted yet.'}
        {isReady ? '' : ' You can read it now; some numbers may still change.'}
      </p>
      <ReportFiles choice={choice} />
      <PageList pages={[report, words, published]} />
      <h2 className="govuk-heading-m">Getting better</h2>
      <PageList pages={pages} />
    </>
  )
}
