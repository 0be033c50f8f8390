import { Details } from '@/components/govuk/details'
import { SummaryCard } from '@/components/govuk/summary-card'
import { Tag } from '@/components/govuk/tag'
import { WarningText } from '@/components/govuk/warning-text'
import { showSize, type EvidenceFile, type ScanState } from '@/lib/evidence/evidence'
import { shows } from '@/lib/evidence/evidence-form'
import { downloadPath, evidenceFilePath } from '@/lib/evidence/evidence-path'
import { kinds } from '@/lib/evidence/kinds'
import { showMoment } from '@/lib/wording/london-time'

const states: Readonly<Record<ScanState, string>> = {
  waiting: 'Waiting to be scanned for viruses. Try again later',
  clean: 'No virus was found',
  infected: 'A virus was found. Nobody can open it',
}

/** Where the operator lets files be handed out though nothing scans them. */
const unscanned = 'It was not scanned for viruses. Open it only on a safe computer'

/** The files of a case that the reader may see, each with what can be done with it. */
export function EvidenceList({
  reference,
  files,
}: {
  reference: string
  files: readonly EvidenceFile[]
}) {
  if (files.length === 0)
    return <p className="govuk-body">There is nothing here that you can see.</p>
  return files.map((file, index) => (
    <EvidenceCard key={file.id} reference={reference} file={file} number={index + 1} />
  ))
}

interface EvidenceCardProps {
  reference: string
  file: EvidenceFile
  number: number
}

function EvidenceCard({ reference, file, number }: EvidenceCardProps) {
  const { id, label, name, kind, size, parts, by, addedAt, state } = file
  const which = <span className="govuk-visually-hidden"> file {number}</span>
  return (
    <>
      <SummaryCard
        title={<span className="wrap-anywhere">{label}</span>}
        rows={[
          { key: 'File', value: <span className="wrap-anywhere">{name}</span> },
          { key: 'Kind', value: `${kinds[kind].name}, ${showSize(size)}` },
          { key: 'Shows', value: parts.map((part) => shows[part].label).join('. ') },
          { key: 'Added', value: `${by}, ${showMoment(addedAt)}` },
          {
            key: 'Scan',
            value: (
              <>
                {state === 'infected' && <Tag colour="red">Virus</Tag>}{' '}
                {state === 'waiting' && file.isServed ? unscanned : states[state]}
              </>
            ),
          },
        ]}
      />
      {file.isActive && (
        <WarningText>
          This document may run something or carry another file. Open it only on a safe computer.
        </WarningText>
      )}
      <ul className="govuk-list">
        {file.isServed && (
          <li>
            <a className="govuk-link" href={downloadPath(id)}>
              Download{which}
            </a>
          </li>
        )}
        {file.isServed && file.canOpenOriginal && (
          <li>
            <a className="govuk-link" href={evidenceFilePath(reference, id, 'original')}>
              Open as it was sent{which}
            </a>
          </li>
        )}
        {file.canRemove && (
          <li>
            <a className="govuk-link" href={evidenceFilePath(reference, id, 'remove')}>
              Remove{which}
            </a>
          </li>
        )}
      </ul>
      <Details summary={<>How to check that it was not changed{which}</>}>
        <p className="govuk-body">
          It is {size.toLocaleString('en-GB')} bytes long. Its SHA-256, as it was sent:
        </p>
        <p className="govuk-body break-all">
          <code>{file.sha256}</code>
        </p>
        {file.copySha256 && (
          <>
            <p className="govuk-body">
              Downloads are a copy without the place and time that a camera writes. The copy’s
              SHA-256:
            </p>
            <p className="govuk-body break-all">
              <code>{file.copySha256}</code>
            </p>
          </>
        )}
      </Details>
    </>
  )
}
