/** A page, and what it is for. */
export interface ListedPage {
  label: string
  href: string
  says: string
}

/** A list of pages, each with what it is for. */
export function PageList({ pages }: { pages: readonly ListedPage[] }) {
  return (
    <dl>
      {pages.map(({ label, href, says }) => (
        <div key={href} className="mb-4">
          <dt className="govuk-body mb-0">
            <a className="govuk-link" href={href}>
              {label}
            </a>
          </dt>
          <dd className="govuk-body ml-0">{says}</dd>
        </div>
      ))}
    </dl>
  )
}
