import { form, page } from '@/app/door'
import { searchField } from '@/components/casework/search-box'
import { SearchPage } from '@/components/casework/search-page'
import { findMatches } from '@/lib/casework/find-matches'

const title = 'Search'

export const GET = page(async ({ actor }) => {
  await findMatches(actor, '')
  return { title, wide: true, body: <SearchPage /> }
})

/** Drawn where it was posted to, because an address must hold nobody's name. */
export const POST = form(async ({ actor, form: posted }) => {
  const typed = posted.get(searchField) ?? ''
  const found = await findMatches(actor, typed)
  if (typed.trim() !== '')
    return { title, wide: true, body: <SearchPage typed={typed} found={found} /> }
  const error = 'Enter a reference, a name, a phone number or a place'
  return { title, wide: true, hasErrors: true, status: 422, body: <SearchPage error={error} /> }
})
