import { ChartDrawing } from '@/components/charts/drawing'
import { SummaryList } from '@/components/govuk/summary-list'
import { Table } from '@/components/govuk/table'
import type { Block, Paper, PaperSection } from '@/lib/papers/paper'

const said = (value: string, note?: string) => (
  <>
    <span className="answer">{value}</span>
    {note && <span className="govuk-hint m-0 block">{note}</span>}
  </>
)

const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9]+/g, '-')

function PaperBlock({ block, title }: { block: Block; title: string }) {
  switch (block.kind) {
    case 'text':
      return <p className="govuk-body answer">{block.text}</p>
    case 'list':
      return (
        <ul className="govuk-list govuk-list--bullet">
          {block.items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ul>
      )
    case 'answers':
      return (
        <SummaryList
          rows={block.answers.map(({ label, value, note }) => ({
            key: label,
            value: said(value, note),
          }))}
        />
      )
    case 'table':
      return (
        <Table
          caption={<span className="govuk-visually-hidden">{title}</span>}
          stacked
          firstCellIsHeader
          head={block.columns.map((content) => ({ content }))}
          rows={block.rows.map((row) => row.map((content) => ({ content })))}
        />
      )
    case 'figure':
      return (
        <>
          <h3 className="govuk-heading-s">{block.heading}</h3>
          {block.drawing && (
            <ChartDrawing
              id={anchorOf(block.heading)}
              drawing={block.drawing}
              title={block.title}
              description={block.inWords}
            />
          )}
        </>
      )
  }
}

function Section({ section: { heading, blocks } }: { section: PaperSection }) {
  return (
    <section>
      <h2 className="govuk-heading-m">{heading}</h2>
      {blocks.map((block, index) => (
        <PaperBlock key={index} block={block} title={heading} />
      ))}
    </section>
  )
}

/** The head of a paper as a page: its marking, its title, who made it and when, and the same as a file. */
export function PaperHead({ paper, fileHref }: { paper: Paper; fileHref: string }) {
  return (
    <>
      <span className="govuk-caption-l">{paper.marking}</span>
      <h1 className="govuk-heading-l">{paper.title}</h1>
      <p className="govuk-body-s">{paper.madeFor}</p>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={fileHref}>
          Save it as a PDF
        </a>
      </p>
      {paper.introduction.map((text) => (
        <p className="govuk-body" key={text}>
          {text}
        </p>
      ))}
    </>
  )
}

/** A paper as a page: all that its PDF says. What people typed is text and nothing else. */
export function PaperPage({ paper, fileHref }: { paper: Paper; fileHref: string }) {
  return (
    <>
      <PaperHead paper={paper} fileHref={fileHref} />
      {paper.sections.map((section, index) => (
        <Section key={index} section={section} />
      ))}
      <p className="govuk-body-s">{paper.madeFor}</p>
    </>
  )
}
