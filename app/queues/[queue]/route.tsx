import { page } from '@/app/door'
import { queueAt, queuePage } from './queue-page'

export const GET = page<{ queue: string }>(({ actor, params, url, now }) =>
  queuePage(actor, queueAt(params.queue), url.searchParams, now),
)
