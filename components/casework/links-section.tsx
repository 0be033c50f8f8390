import { MatchList } from '@/components/casework/match-list'
import { ReferenceLink } from '@/components/casework/reference-link'
import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import type { CaseLink } from '@/lib/casework/casework'
import { linkKinds } from '@/lib/casework/links'
import type { Match } from '@/lib/casework/match'

export interface LinksSectionProps {
  reference: string
  links: readonly CaseLink[]
  /** Cases that may be about the same person or place, of those that the reader may know. */
  matches: readonly Match[]
  /** Whoever works the case may link it. */
  canLink: boolean
}

/** The cases that belong together with one, and those that may. */
export function LinksSection({ reference, links, matches, canLink }: LinksSectionProps) {
  const known = links.map((link) => link.reference)
  const others = matches.filter((match) => !known.includes(match.reference))
  const path = `/cases/${reference}/link`
  return (
    <section aria-labelledby="links">
      <h2 className="govuk-heading-m" id="links">
        Linked cases
      </h2>
      {links.length === 0 ? (
        <p className="govuk-body">It is linked with no other case.</p>
      ) : (
        <Table
          stacked
          firstCellIsHeader
          head={['Reference', 'Why', ...(canLink ? ['Change'] : [])].map((content) => ({
            content,
          }))}
          rows={links.map((link) => [
            { content: <ReferenceLink reference={link.reference} /> },
            { content: linkKinds[link.kind] },
            ...(canLink
              ? [{ content: <UnlinkForm path={path} id={link.id} other={link.reference} /> }]
              : []),
          ])}
        />
      )}
      {canLink && (
        <p className="govuk-body">
          <a className="govuk-link" href={path}>
            Link another case
          </a>
        </p>
      )}
      {others.length > 0 && (
        <>
          <h3 className="govuk-heading-s">Cases that may belong together with it</h3>
          <MatchList matches={others} />
          {canLink && (
            <ul className="govuk-list">
              {others.map((match) => (
                <li key={match.reference}>
                  <a className="govuk-link" href={`${path}?other=${match.reference}`}>
                    Link {match.reference}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  )
}

function UnlinkForm({ path, id, other }: { path: string; id: string; other: string }) {
  return (
    <form method="post" action={path} noValidate>
      <Button variant="secondary" name="unlink" value={id} preventDoubleClick>
        End the link<span className="govuk-visually-hidden"> with {other}</span>
      </Button>
    </form>
  )
}
