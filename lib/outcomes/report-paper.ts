import type { Block, Paper, PaperSection } from '@/lib/papers/paper'
import { isOfNumbers, showCell, type Table } from './chart'
import { inWords, marksOf, ofPaper } from './marks'
import { nationalSources, nationalTable, nationalTitle } from './national-table'
import type { Report, ReportFigure } from './report'
import {
  contact,
  countedUpTo,
  forWhom,
  ownWordsHeading,
  ownWordsOf,
  reportTitle,
} from './report-titles'

const small = (text: string): Block => ({ kind: 'text', text, isSmall: true })

const tableBlock = (table: Table): Block => ({
  kind: 'table',
  columns: table.columns,
  rows: table.rows.map((row) => row.map(showCell)),
  numeric: table.columns.map((_, column) => isOfNumbers(table, column)),
})

const nationalBlocks = (report: Report, { national }: ReportFigure): readonly Block[] =>
  national && national.length > 0
    ? [
        { kind: 'text', text: nationalTitle },
        tableBlock(nationalTable(report, national)),
        small(nationalSources(national)),
      ]
    : []

const figureBlocks = (report: Report, figure: ReportFigure): readonly Block[] => {
  const { finding, title, chart, table, notes, countRule, source } = figure
  return [
    {
      kind: 'figure',
      heading: finding,
      title,
      drawing: chart && marksOf(chart, ofPaper),
      inWords: chart ? inWords(chart, title) : '',
    },
    ...notes.map(small),
    small(`How it is counted: ${countRule}`),
    small(`Source: ${source}`),
    tableBlock(table),
    ...nationalBlocks(report, figure),
  ]
}

/**
 * A report as a paper: a cover with its key results, a page of the lead's own words, and every figure
 * with its chart, how it is counted, its source and its table.
 * @param madeFor who made it and when, as it stands under every page
 */
export const reportPaper = (report: Report, madeFor: string): Paper => {
  const { audience, keyResults, sections } = report
  const words = ownWordsOf(report)
  const own: readonly PaperSection[] = words
    ? [
        {
          heading: ownWordsHeading,
          startsPage: true,
          blocks: words.map((text) => ({ kind: 'text', text })),
        },
      ]
    : []
  const told = sections.map(({ title, figures }, index): PaperSection => ({
    heading: title,
    blocks: figures.flatMap((figure) => figureBlocks(report, figure)),
    ...(index === 0 && { startsPage: true }),
  }))
  const contents = [...own, ...told].map(({ heading }) => heading)
  return {
    title: reportTitle(report),
    marking: audience === 'published' ? 'For publication' : 'OFFICIAL',
    madeFor,
    isOfNumbers: true,
    introduction: [forWhom(report), countedUpTo(report), contact],
    sections: [
      { heading: 'Key results', blocks: [{ kind: 'list', items: keyResults }] },
      { heading: 'In this report', blocks: [{ kind: 'list', items: contents }] },
      ...own,
      ...told,
    ],
  }
}
