import { MatchList } from '@/components/casework/match-list'
import { SearchBox, searchField } from '@/components/casework/search-box'
import { ErrorSummary } from '@/components/govuk/error-summary'
import type { Matches } from '@/lib/casework/match'
import { count } from '@/lib/wording/london-time'

export interface SearchPageProps {
  typed?: string
  error?: string
  /** What was found; `undefined` before anything was searched for. */
  found?: Matches
}

/** A search, and what it found. */
export function SearchPage({ typed, error, found }: SearchPageProps) {
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: `#${searchField}` }]} />}
      <h1 className="govuk-heading-l">Search</h1>
      <SearchBox typed={typed} error={error} />
      {found && <Found {...found} />}
    </>
  )
}

function Found({ matches, more }: Matches) {
  if (matches.length === 0)
    return (
      <section aria-labelledby="found">
        <h2 className="govuk-heading-m" id="found">
          Nothing found
        </h2>
        <p className="govuk-body">
          Check the spelling, or try one word or the phone number. You find only what your account
          may know: a case whose name is kept from you is not found by the name.
        </p>
      </section>
    )
  return (
    <section aria-labelledby="found">
      <h2 className="govuk-heading-m" id="found">
        {more
          ? `The first ${matches.length} referrals`
          : `${count(matches.length, 'referral')} found`}
      </h2>
      <MatchList matches={matches} />
      {more && <p className="govuk-body">There are more. Add another word, or the phone number.</p>}
    </section>
  )
}
