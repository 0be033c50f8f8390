import { goTo, publicPage } from '@/app/door'
import { askProvider } from '@/lib/access/ask-provider'
import { NotFound } from '@/lib/refusals'

/** By GET and a link, because a form may lead to no other site: the page's own policy says so. */
export const GET = publicPage<{ organisation: string }>(async ({ url, params, actor }) => {
  const next = url.searchParams.get('next') ?? undefined
  // Whoever is signed in comes to prove that it is still them.
  const asked = await askProvider(params.organisation, next, actor !== null)
  if (asked === 'unknown') throw new NotFound()
  if (asked === 'failed') return goTo('/sign-in?own=failed')
  return goTo(asked.location, {}, asked.cookies)
})
