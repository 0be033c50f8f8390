import { CaseForm } from '@/components/casework/case-form'
import { SummaryList } from '@/components/govuk/summary-list'
import type { EvidenceFile } from '@/lib/evidence/evidence'
import { originalForm, removalForm } from '@/lib/evidence/evidence-form'
import { downloadPath } from '@/lib/evidence/evidence-path'
import type { Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'

interface FilePageProps {
  reference: string
  file: EvidenceFile
  now: Date
}

function WhichFile({ file: { label, name } }: { file: EvidenceFile }) {
  return (
    <SummaryList
      rows={[
        { key: 'What it is', value: <span className="wrap-anywhere">{label}</span> },
        { key: 'File', value: <span className="wrap-anywhere">{name}</span> },
      ]}
    />
  )
}

export interface RemovePageProps extends FilePageProps {
  typed?: RawAnswers
  problems?: readonly Problem[]
}

/** The form that removes a file for good. */
export function RemovePage({ file, ...form }: RemovePageProps) {
  return (
    <CaseForm {...form} journey={removalForm} button="Remove it" warning>
      <WhichFile file={file} />
    </CaseForm>
  )
}

const missing: readonly Problem[] = [
  { question: 'because', message: originalForm.questions.because.missing ?? '' },
]

/** The form that hands a photograph out as it was sent. Its answer is the file, on a path of its own. */
export function OriginalPage({ file, again, ...form }: FilePageProps & { again: boolean }) {
  return (
    <CaseForm
      {...form}
      journey={originalForm}
      problems={again ? missing : []}
      action={`${downloadPath(file.id)}/original`}
      button="Download it as it was sent"
    >
      <WhichFile file={file} />
    </CaseForm>
  )
}
