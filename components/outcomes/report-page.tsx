import { ChartFigure, figureAnchor } from '@/components/charts/chart-figure'
import { InsetText } from '@/components/govuk/inset-text'
import { ReportFiles } from '@/components/outcomes/report-files'
import { ReportPicker } from '@/components/outcomes/report-picker'
import { figurePath } from '@/lib/outcomes/behind'
import type { Report, ReportFigure } from '@/lib/outcomes/report'
import { reportPath } from '@/lib/outcomes/report-choice'
import { countedUpTo, forWhom, ownWordsHeading, reportTitle } from '@/lib/outcomes/report-titles'
import { isoDay } from '@/lib/wording/london-time'

export interface ReportPageProps {
  report: Report
  /** Whether whoever reads may see which cases are behind a number. */
  mayFollow: boolean
  now: Date
}

const ownWordsId = 'own-words'

const anchorOf = ({ name }: ReportFigure, place: number) => `${figureAnchor(name)}-${place}`

function Contents({ report: { sections, audience } }: { report: Report }) {
  return (
    <nav aria-labelledby="contents" className="no-print">
      <h2 className="govuk-heading-m" id="contents">
        Contents
      </h2>
      <ul className="govuk-list">
        {audience === 'inside' && (
          <li>
            <a className="govuk-link" href={`#${ownWordsId}`}>
              {ownWordsHeading}
            </a>
          </li>
        )}
        {sections.map(({ section, title, figures }) => (
          <li key={section}>
            <a className="govuk-link" href={`#section-${section}`}>
              {title}
            </a>
            <ul className="govuk-list govuk-list--bullet">
              {figures.map((figure, place) => (
                <li key={anchorOf(figure, place)}>
                  <a className="govuk-link" href={`#${anchorOf(figure, place)}`}>
                    {figure.title}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function OwnWords({ report }: { report: Report }) {
  const { ownWords } = report
  return (
    <section aria-labelledby={ownWordsId}>
      <h2 className="govuk-heading-m" id={ownWordsId}>
        {ownWordsHeading}
      </h2>
      {ownWords.length === 0 && <p className="govuk-body">Nobody has written anything yet.</p>}
      {ownWords.map((paragraph) => (
        <p key={paragraph} className="govuk-body answer">
          {paragraph}
        </p>
      ))}
      <p className="govuk-body no-print">
        <a className="govuk-link" href={reportPath(report, 'words')}>
          {ownWords.length === 0 ? 'Write your words for the board' : 'Change these words'}
        </a>
      </p>
    </section>
  )
}

function Behind({ figure, report }: { figure: ReportFigure; report: Report }) {
  return (
    <p className="govuk-body-s no-print">
      <a className="govuk-link" href={figurePath(figure.name, report.period)}>
        How it is defined, and the cases behind each number
        <span className="govuk-visually-hidden">: {figure.title}</span>
      </a>
    </p>
  )
}

/** The board report: what it says first, in the lead’s own words, and each figure. */
export function ReportPage({ report, mayFollow, now }: ReportPageProps) {
  const { period, audience, keyResults, sections } = report
  const today = isoDay(now)
  const isInside = audience === 'inside'
  return (
    <>
      <h1 className="govuk-heading-l">{reportTitle(report)}</h1>
      <p className="govuk-body">
        {forWhom(report)} {countedUpTo(report)}
      </p>
      {isInside && period.until >= today && (
        <InsetText>This time is not over. Its numbers will change.</InsetText>
      )}
      <ReportFiles choice={report} />
      <ReportPicker audience={audience} period={period} today={today} />
      <h2 className="govuk-heading-m">Key results</h2>
      <ul className="govuk-list govuk-list--bullet">
        {keyResults.map((result) => (
          <li key={result}>{result}</li>
        ))}
      </ul>
      <Contents report={report} />
      {isInside && <OwnWords report={report} />}
      {sections.map(({ section, title, figures }) => (
        <section key={section} aria-labelledby={`section-${section}`}>
          <h2 className="govuk-heading-m" id={`section-${section}`}>
            {title}
          </h2>
          {figures.map((figure, place) => (
            <ChartFigure
              key={anchorOf(figure, place)}
              anchor={anchorOf(figure, place)}
              figure={figure}
              period={period}
            >
              {isInside && mayFollow && <Behind figure={figure} report={report} />}
            </ChartFigure>
          ))}
        </section>
      ))}
    </>
  )
}
