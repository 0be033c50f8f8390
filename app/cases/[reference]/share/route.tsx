import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { findShareChoices, offerShare } from '@/lib/casework/offer-share'
import { shareFormFor } from '@/lib/casework/share-form'

const title = 'Share this case'
const button = 'Share'

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const { reference, choices } = await findShareChoices(actor, params.reference)
  return {
    title,
    back: `/cases/${reference}`,
    body: (
      <ShortForm journey={shareFormFor(choices)} caption={reference} button={button} now={now} />
    ),
  }
})

export const POST = form<{ reference: string }>(async ({ actor, params, form: posted, now }) => {
  const done = await offerShare(actor, params.reference, posted)
  const back = `/cases/${done.reference}`
  if ('share' in done) return { redirect: back }
  const { journey, taken, reference } = done
  return {
    title,
    hasErrors: true,
    status: 422,
    back,
    body: <ShortForm journey={journey} {...taken} caption={reference} button={button} now={now} />,
  }
})
