import { call, write } from '@/app/api/v1/door'
import { isNamedIn } from '@/lib/exchange/referral-tag'
import { amendAnswer, readState } from './amend-answer'

interface Params {
  readonly reference: string
}

export const GET = call<Params>('findReferral', async ({ request, actor, params }) => {
  const { state, etag } = await readState(actor, params.reference)
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (isNamedIn(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers })
  return Response.json(state, { headers })
})

export const PATCH = write<Params>('amendReferral', ({ request, actor, params, body }) =>
  amendAnswer(actor, params.reference, request.headers.get('if-match'), body),
)
