import { InsetText } from '@/components/govuk/inset-text'
import { WarningText } from '@/components/govuk/warning-text'
import { ShortForm } from '@/components/journey/short-form'
import type { CorrectionForm } from '@/lib/referral/correction-form'

export interface CorrectionPageProps {
  reference: string
  form: CorrectionForm
  version: number
  /** Somebody corrected something else in between. */
  isStale?: boolean
  now: Date
}

/** The form of one correction: the answer, what it leads to, and why it changes. */
export function CorrectionPage({ reference, form, version, isStale, now }: CorrectionPageProps) {
  const { journey, typed, problems, alsoAsked } = form
  return (
    <ShortForm
      journey={journey}
      typed={typed}
      problems={problems}
      caption={reference}
      button="Save the correction"
      hidden={{ version, also: alsoAsked.join(',') }}
      now={now}
    >
      {isStale && (
        <>
          <WarningText>
            Somebody corrected this referral while you had this page open. Nothing that you typed is
            lost, and nothing of it is saved yet.
          </WarningText>
          <p className="govuk-body">
            <a className="govuk-link" href={`/cases/${reference}/correct`}>
              See the answers as they are now
            </a>
            . If what you typed is still right, save it.
          </p>
        </>
      )}
      {alsoAsked.length > 0 && (
        <InsetText>
          What you changed belongs together with other answers. Answer or check them here too.
        </InsetText>
      )}
    </ShortForm>
  )
}
