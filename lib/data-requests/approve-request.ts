import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed } from '@/lib/refusals'
import { readRequest } from './find-requests'

/**
 * Agrees, as the second person, that whoever asks was checked. The database records it, and puts what is
 * asked to be erased before the review of disposals.
 * @throws NotFound where no such request waits
 * @throws NotAllowed where the actor opened it
 * @throws Changed where it was answered first
 */
export const approveRequest = (actor: Actor, typed: string, version: number): Promise<void> =>
  withActorInSql(actor, async (tx) => {
    const request = await readRequest(tx, actor, typed)
    if (!request.canApprove && !request.approvedAt)
      throw new NotAllowed('It takes a second person: somebody else must agree')
    const [row] = await tx.$queryRaw<{ done: boolean }[]>`
      select approve_data_request(${request.id}::uuid, ${version}::integer, ${now()}::timestamptz) as done`
    if (!row?.done) throw new Changed('Somebody answered this request first')
  })
