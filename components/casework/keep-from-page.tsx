import { CaseForm, type CaseFormProps } from '@/components/casework/case-form'
import { Button } from '@/components/govuk/button'
import { SummaryList } from '@/components/govuk/summary-list'
import { keptReasonInWords, type Kept, type KeptLine } from '@/lib/casework/kept'
import { keepFormFor } from '@/lib/casework/kept-form'
import type { Catalogue } from '@/lib/journey/journey'
import { showMoment } from '@/lib/wording/london-time'

export interface KeepFromPageProps extends Pick<
  CaseFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  kept: Kept
}

/** From whom a case is kept, and the form that keeps it from somebody more. */
export function KeepFromPage({ kept, ...form }: KeepFromPageProps) {
  const { reference, lines, routed, choices } = kept
  return (
    <>
      <CaseForm
        {...form}
        journey={keepFormFor(choices)}
        reference={reference}
        button="Keep it from them"
        warning
      />
      <h2 className="govuk-heading-m">Whom it is kept from now</h2>
      {lines.length + routed.length === 0 && <p className="govuk-body">Nobody.</p>}
      {routed.length > 0 && (
        <p className="govuk-body">
          {routed.join(', ')}: the referral says that somebody there is involved.
        </p>
      )}
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </>
  )
}

function Line({ line }: { line: KeptLine }) {
  const { id, name, reason, words, addedAt, addedBy, liftAskedBy, mayLift, mayAskToLift } = line
  return (
    <section>
      <h3 className="govuk-heading-s">{name}</h3>
      <SummaryList
        rows={[
          { key: 'Why', value: keptReasonInWords(reason) },
          ...(words ? [{ key: 'In words', value: <span className="answer">{words}</span> }] : []),
          { key: 'By', value: `${addedBy}, ${showMoment(addedAt)}` },
          ...(liftAskedBy ? [{ key: 'Asked to let them see it again', value: liftAskedBy }] : []),
        ]}
      />
      {(mayLift || mayAskToLift) && (
        <form method="post" noValidate>
          <input type="hidden" name="kept" value={id} />
          <input type="hidden" name="step" value={mayLift ? 'lift' : 'ask'} />
          <Button variant="secondary" preventDoubleClick>
            {mayLift ? 'Let them see it again' : 'Ask a second person to let them see it again'}
            <span className="govuk-visually-hidden">: {name}</span>
          </Button>
        </form>
      )}
      {liftAskedBy && !mayLift && (
        <p className="govuk-body">Another lead or supervisor has to agree.</p>
      )}
    </section>
  )
}
