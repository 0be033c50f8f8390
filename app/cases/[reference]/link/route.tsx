import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { findLinkable, linkCases } from '@/lib/casework/link-cases'
import { linkForm, linkTyped } from '@/lib/casework/case-link-form'
import { unlinkCases } from '@/lib/casework/unlink-cases'

const title = 'Link this case with another'
const button = 'Link'

export const GET = page<{ reference: string }>(async ({ actor, params, url, now }) => {
  const reference = await findLinkable(actor, params.reference)
  const typed = linkTyped(url.searchParams.get('other'))
  return {
    title,
    back: `/cases/${reference}`,
    body: (
      <ShortForm journey={linkForm} typed={typed} caption={reference} button={button} now={now} />
    ),
  }
})

export const POST = form<{ reference: string }>(async ({ actor, params, form: posted, now }) => {
  const unlink = posted.get('unlink')
  if (unlink !== null)
    return { redirect: `/cases/${await unlinkCases(actor, params.reference, unlink)}` }
  const done = await linkCases(actor, params.reference, posted)
  const back = `/cases/${done.reference}`
  if ('linked' in done) return { redirect: back }
  const { taken, reference } = done
  return {
    title,
    hasErrors: true,
    status: 422,
    back,
    body: <ShortForm journey={linkForm} {...taken} caption={reference} button={button} now={now} />,
  }
})
