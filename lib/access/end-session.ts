import { withoutActor } from '@/lib/database/with-actor'
import { readSessionToken } from './find-actor'
import { hashToken } from './hash-token'

/** Ends the session of a request, if it has one. Its cookie is worth nothing from then on. */
export const endSession = async (request: Request) => {
  const token = await readSessionToken(request)
  if (!token) return
  await withoutActor(
    'sign-out',
    (tx) => tx.$queryRaw`select end_session(${hashToken(token)})::text`,
  )
}
