import { checkHealth } from '@/lib/http/check-health'

/** Whether the service and its database answer. */
export const GET = async () => {
  const isUp = await checkHealth()
  return Response.json({ status: isUp ? 'up' : 'down' }, { status: isUp ? 200 : 503 })
}
