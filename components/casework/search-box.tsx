import { Button } from '@/components/govuk/button'
import { Input } from '@/components/govuk/input'

/** The name of what is typed, and the id of its field. */
export const searchField = 'search'

export interface SearchBoxProps {
  typed?: string
  error?: string
}

/**
 * Searches among what the actor may see. What is typed names people, so that it is posted: an address
 * stays in a browser's history.
 */
export function SearchBox({ typed, error }: SearchBoxProps) {
  return (
    <form method="post" action="/search" role="search" noValidate>
      <Input
        name={searchField}
        type="search"
        label="Search by reference, name, phone or place"
        value={typed}
        error={error}
        width={30}
        autoComplete="off"
        spellCheck={false}
      />
      <Button variant="secondary">Search</Button>
    </form>
  )
}
