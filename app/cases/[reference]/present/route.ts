import { form } from '@/app/door'
import { stayPresent } from '@/lib/casework/stay-present'

export const POST = form<{ reference: string }>(async ({ actor, params }) => {
  await stayPresent(actor, params.reference)
  return new Response(null, { status: 204 })
})
