import { ShortForm, type ShortFormProps } from '@/components/journey/short-form'
import { casePath } from '@/lib/casework/act-path'
import { openingForm } from '@/lib/casework/entry'
import type { Catalogue } from '@/lib/journey/journey'

export interface OpeningPageProps extends Pick<
  ShortFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  reference: string
  /** The page to go on to. */
  to: string
}

const openingPath = (reference: string) => `${casePath(reference)}/open`

/** What stands in place of a case that is not the reader's own work, until they say why. */
export function OpeningPage({ reference, to, ...form }: OpeningPageProps) {
  return (
    <ShortForm
      {...form}
      journey={openingForm}
      caption={reference}
      button="Open the case"
      action={openingPath(reference)}
      hidden={{ to }}
    />
  )
}

/** The same beside a list: where to say why. */
export function OpeningPane({ reference, to }: Pick<OpeningPageProps, 'reference' | 'to'>) {
  return (
    <section aria-labelledby="pane">
      <h2 className="govuk-heading-m" id="pane" tabIndex={-1}>
        {reference}
      </h2>
      <p className="govuk-body">This case is not yours now. Say why before you open it.</p>
      <p className="govuk-body">
        <a
          className="govuk-link"
          href={`${openingPath(reference)}?${new URLSearchParams({ to }).toString()}`}
        >
          Say why you open it<span className="govuk-visually-hidden">: {reference}</span>
        </a>
      </p>
    </section>
  )
}
