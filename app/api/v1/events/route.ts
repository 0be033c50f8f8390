import { call } from '@/app/api/v1/door'
import { feedLimits, readFeedAsked } from '@/lib/exchange/feed'
import { findFeed } from '@/lib/exchange/find-feed'
import { problemDetails } from '@/lib/http/problem-details'

export const GET = call('readEvents', async ({ request, actor }) => {
  const asked = readFeedAsked(new URL(request.url).searchParams)
  if (!asked)
    return problemDetails(
      400,
      `after must be a whole number, and limit one between 1 and ${feedLimits.most}`,
    )
  return Response.json(await findFeed(actor, asked), { headers: { 'cache-control': 'no-store' } })
})
