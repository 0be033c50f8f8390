import { form } from '@/app/door'
import { sendAgain } from '@/lib/referral/send-again'

export const POST = form<{ reference: string }>(async ({ actor, params }) => ({
  redirect: `/refer/${await sendAgain(actor, params.reference)}/check`,
}))
