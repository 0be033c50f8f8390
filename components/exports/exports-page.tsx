import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { exportPath, exportStates, type ExportLine } from '@/lib/exports/exported'
import { formats } from '@/lib/exports/formats'
import { kinds } from '@/lib/exports/kinds'
import { showMoment } from '@/lib/wording/london-time'

export interface ExportsPageProps {
  exports: readonly ExportLine[]
  /** Whether the actor asks for files, or only agrees to them. */
  mayAsk: boolean
}

const head = ['What', 'Kind of file', 'Asked for', 'By', 'How far', 'Rows']

/** The files that somebody asked for, and for a second person everybody's. */
export function ExportsPage({ exports, mayAsk }: ExportsPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">Files</h1>
      <p className="govuk-body">
        You can take what you may see away as a file. No file holds names, addresses or what people
        wrote. A large file needs a second person to agree.
      </p>
      {mayAsk && <Button href="/exports/new">Ask for a file</Button>}
      {exports.length === 0 ? (
        <p className="govuk-body">Nobody has asked for a file.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={head.map((content) => ({ content, numeric: content === 'Rows' }))}
          rows={exports.map((line) => [
            {
              content: (
                <a className="govuk-link" href={exportPath(line.id)}>
                  {kinds[line.kind].label}
                  <span className="govuk-visually-hidden">
                    , asked for on {showMoment(line.askedAt)}
                  </span>
                </a>
              ),
            },
            { content: formats[line.format].label },
            { content: showMoment(line.askedAt) },
            { content: line.isOwn ? 'You' : line.askedBy },
            { content: line.canAnswer ? 'Waits for you to answer' : exportStates[line.state] },
            { content: line.rowCount.toLocaleString('en-GB'), numeric: true },
          ])}
        />
      )}
    </>
  )
}
