import type { ReactNode } from 'react'
import { Details } from '@/components/govuk/details'
import { NationalBeside } from '@/components/outcomes/national-beside'
import { inWords, marksOf, narrow } from '@/lib/outcomes/marks'
import type { Period } from '@/lib/outcomes/period'
import type { ReportFigure } from '@/lib/outcomes/report'
import { ChartDrawing } from './drawing'
import { FigureTable } from './figure-table'

export interface ChartFigureProps {
  figure: ReportFigure
  period: Period
  /** Its address on its page, where a page has two of one name. */
  anchor?: string
  /** What stands below its table: where its numbers lead to. */
  children?: ReactNode
}

/** The address of a figure on its page. */
export const figureAnchor = (name: ReportFigure['name']) => `figure-${name}`

function HowCounted({ figure: { notes, countRule, source } }: { figure: ReportFigure }) {
  return (
    <>
      {notes.map((note) => (
        <p className="govuk-body-s" key={note}>
          {note}
        </p>
      ))}
      <p className="govuk-body-s">
        <strong>How it is counted:</strong> {countRule}
      </p>
      <p className="govuk-body-s">
        <strong>Source:</strong> {source}
      </p>
    </>
  )
}

/** One figure of a report: what it found, its chart, how it is counted, and its table. */
export function ChartFigure({ figure, period, anchor, children }: ChartFigureProps) {
  const { name, finding, title, chart, table, national = [] } = figure
  const id = anchor ?? figureAnchor(name)
  const numbers = (
    <>
      <FigureTable caption={title} table={table} />
      <NationalBeside period={period} lines={national} />
    </>
  )
  return (
    <section className="figure" id={id} aria-labelledby={`${id}-finding`}>
      <h3 className="govuk-heading-s" id={`${id}-finding`}>
        {finding}
      </h3>
      {chart && (
        <>
          <p className="govuk-body-s">{title}</p>
          <ChartDrawing
            id={`${id}-chart`}
            drawing={marksOf(chart, narrow)}
            title={finding}
            description={inWords(chart, title)}
          />
        </>
      )}
      <HowCounted figure={figure} />
      {chart ? <Details summary={`Table: ${title}`}>{numbers}</Details> : numbers}
      {children}
    </section>
  )
}
