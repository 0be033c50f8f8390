import { SummaryList } from '@/components/govuk/summary-list'
import { paperOf, papersPath, type PaperName } from '@/lib/papers/papers'

/** The papers of a case: those that the reader can make, and why not the others. */
export function PapersPage({
  reference,
  papers,
}: {
  reference: string
  papers: readonly { readonly name: PaperName; readonly because: string | undefined }[]
}) {
  return (
    <>
      <span className="govuk-caption-l">Referral {reference}</span>
      <h1 className="govuk-heading-l">Papers</h1>
      <p className="govuk-body">
        Each paper holds what it is for and no more. Who made it and when stands on it, and the
        person can see that it was made.
      </p>
      <SummaryList
        rows={papers.map(({ name, because }) => {
          const { title, forWhom } = paperOf(name)
          return {
            key: because ? (
              title
            ) : (
              <a className="govuk-link" href={papersPath(reference, name)}>
                {title}
              </a>
            ),
            value: (
              <>
                {forWhom}.{' '}
                {because && (
                  <span className="govuk-hint m-0 block">Not for you now: {because}.</span>
                )}
              </>
            ),
          }
        })}
      />
    </>
  )
}
