import { PageList } from '@/components/page/page-list'
import { oversightParts, type OversightPage } from '@/lib/access/oversight'

/** Everything from which somebody oversees what others do, on one page. */
export function OversightList({ pages }: { pages: readonly OversightPage[] }) {
  return (
    <>
      <h1 className="govuk-heading-l">Oversight</h1>
      {Object.entries(oversightParts).map(([part, title]) => {
        const own = pages.filter((page) => page.part === part)
        return own.length === 0 ? null : (
          <section key={part} aria-labelledby={`part-${part}`}>
            <h2 className="govuk-heading-m" id={`part-${part}`}>
              {title}
            </h2>
            <PageList pages={own} />
          </section>
        )
      })}
    </>
  )
}
