import { InsetText } from '@/components/govuk/inset-text'
import { ShortForm, type ShortFormProps } from '@/components/journey/short-form'
import { CarriedFields, KeptForm, type Kept } from '@/components/page/sign-in-form'
import { casePath } from '@/lib/casework/act-path'
import { openingForm, openingPath } from '@/lib/casework/entry'
import type { Catalogue } from '@/lib/journey/journey'

export interface OpeningPageProps extends Pick<
  ShortFormProps<Catalogue>,
  'typed' | 'problems' | 'now'
> {
  reference: string
  /** The page to go on to. */
  to: string
  /** What they were typing, which is carried along. */
  kept?: Kept
}

/** What stands in place of a case that is not the reader's own work, until they say why. */
export function OpeningPage({ reference, to, kept, ...form }: OpeningPageProps) {
  return (
    <ShortForm
      {...form}
      journey={openingForm}
      caption={reference}
      button="Open the case"
      action={openingPath(reference)}
      hidden={{ to }}
    >
      {kept && (
        <>
          <InsetText>What you typed is safe: say why, to carry on.</InsetText>
          <CarriedFields kept={kept} />
        </>
      )}
      <p className="govuk-body">
        Do you know the person, or anybody in it? Do not open it:{' '}
        <a className="govuk-link" href={`${casePath(reference)}/conflict`}>
          say that you are too close to it
        </a>
        .
      </p>
    </ShortForm>
  )
}

/** The reason is given, and something typed still has to be sent. */
export function OpenedPage({ reference, kept }: { reference: string; kept: Kept }) {
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">The case is open to you</h1>
      <p className="govuk-body">What you typed is here. Continue to save it.</p>
      <KeptForm kept={kept} />
    </>
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
        <a className="govuk-link" href={openingPath(reference, to)}>
          Say why you open it<span className="govuk-visually-hidden">: {reference}</span>
        </a>
      </p>
    </section>
  )
}
