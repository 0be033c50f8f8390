import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { Details } from '@/components/govuk/details'
import { SummaryList } from '@/components/govuk/summary-list'
import { WarningText } from '@/components/govuk/warning-text'
import type { Role } from '@/lib/access/roles'
import { casePath } from '@/lib/casework/act-path'
import type { Case } from '@/lib/casework/case'
import { noteFormFor } from '@/lib/casework/note-form'
import { maskedAnswer } from '@/lib/contact/masked'
import type { Catalogue } from '@/lib/journey/journey'
import { shownAnswers } from '@/lib/referral/shown-answers'
import { nobodyIdentified, safeContactNotKnown } from '@/lib/routing/predicates'

export interface NotePageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  found: Case
  role: Role
}

/** The form of a note, with the only way in which the person may be contacted. */
export function NotePage({ found, role, ...form }: NotePageProps) {
  return (
    <CaseForm
      {...form}
      journey={noteFormFor(role, found.facts)}
      reference={found.reference}
      button="Save this note"
    >
      <SafeContact found={found} />
    </CaseForm>
  )
}

function SafeContact({ found: { reference, facts, typed } }: { found: Case }) {
  if (nobodyIdentified(facts)) return null
  if (safeContactNotKnown(facts))
    return <WarningText>No contact until a safe way is recorded.</WarningText>
  const ways = shownAnswers(typed)
    .flatMap(({ rows }) => rows)
    .filter(({ question }) => question.startsWith('contact'))
  if (ways.length === 0)
    return <WarningText>You are not told how to contact the person. Do not try to.</WarningText>
  return (
    <Details summary="The safe way to contact the person">
      <SummaryList
        rows={ways.map(({ question, ask, shown }) => ({
          key: ask,
          value: shown && (maskedAnswer(question, shown)?.shown ?? shown),
        }))}
      />
      <p className="govuk-body">
        <a className="govuk-link" href={`${casePath(reference)}/contact`}>
          Contact with the person
        </a>
      </p>
    </Details>
  )
}
