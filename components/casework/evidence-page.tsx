import { EvidenceList } from '@/components/casework/evidence-list'
import { Button } from '@/components/govuk/button'
import { FileUpload } from '@/components/govuk/file-upload'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { ProblemSummary } from '@/components/journey/problem-summary'
import { StepQuestions } from '@/components/journey/step-questions'
import type { CaseEvidence } from '@/lib/evidence/evidence'
import { evidenceForm } from '@/lib/evidence/evidence-form'
import { acceptedNames, limits } from '@/lib/evidence/kinds'
import { walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { isoDay, londonDay } from '@/lib/wording/london-time'

export interface EvidencePageProps {
  evidence: CaseEvidence
  typed?: RawAnswers
  problems?: readonly Problem[]
  /** The file that was just added. */
  added?: string | null
  now: Date
}

/** The photographs and documents of a case, and where to add one. */
export function EvidencePage({ evidence, added, problems = [], ...form }: EvidencePageProps) {
  const { reference, files, canAdd, room } = evidence
  const fresh = files.find(({ id }) => id === added)
  return (
    <>
      <ProblemSummary problems={problems} questions={evidenceForm.questions} />
      {fresh && (
        <NotificationBanner type="success">
          <p className="govuk-notification-banner__heading">The file was added.</p>
          <p className="govuk-body">
            All {fresh.size.toLocaleString('en-GB')} bytes arrived. You can check below that it was
            not changed.
          </p>
        </NotificationBanner>
      )}
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">Photographs and documents</h1>
      <EvidenceList reference={reference} files={files} />
      {canAdd && room > 0 && <UploadForm evidence={evidence} problems={problems} {...form} />}
      {canAdd && room === 0 && (
        <p className="govuk-body">
          There are {limits.files} files, which is all that a case can hold. Remove one to add
          another.
        </p>
      )}
    </>
  )
}

/** The file stands last: what was typed before it is kept where the file is too large to be read. */
function UploadForm({
  evidence,
  typed = {},
  problems = [],
  now,
}: Pick<EvidencePageProps, 'evidence' | 'typed' | 'problems' | 'now'>) {
  const [stop] = walk(evidenceForm, typed, { today: londonDay(now) }).stops
  if (!stop) return null
  return (
    <form method="post" encType="multipart/form-data" noValidate data-upload>
      <h2 className="govuk-heading-m">{stop.step.title}</h2>
      <input type="hidden" name="key" value={evidence.formKey} />
      <input type="hidden" name="sha256" value="" />
      <StepQuestions
        step={stop.step}
        questions={evidenceForm.questions}
        asked={stop.questions}
        typed={typed}
        problems={problems}
        today={isoDay(now)}
      />
      <FileUpload
        name="file"
        label="Photograph or document"
        labelSize="s"
        hint="JPEG, PNG, HEIC, PDF or DOCX, 8 MB or smaller. What a camera writes into a photograph, such as the place, is taken out of the copy that others download."
        accept={acceptedNames}
        error={problems.find(({ question }) => question === 'file')?.message}
      />
      <Button preventDoubleClick>Add it</Button>
    </form>
  )
}
