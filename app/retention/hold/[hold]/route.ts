import { form } from '@/app/door'
import { liftHold } from '@/lib/retention/place-hold'

export const POST = form<{ hold: string }>(async ({ actor, params }) => {
  await liftHold(actor, params.hold)
  return { redirect: '/retention' }
})
