import { call } from '@/app/api/v1/door'
import { findState } from '@/lib/casework/find-state'

export const GET = call<{ reference: string }>('referrals:read', async ({ actor, params }) =>
  Response.json(await findState(actor, params.reference)),
)
