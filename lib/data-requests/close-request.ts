import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { Changed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import type { DataRequest } from './data-request'
import { readRequest } from './find-requests'
import { closeForm } from './request-form'

/**
 * Closes a request, with how it ended. What was looked through and a file that nobody fetched go.
 * @returns the form with what is wrong, where something is
 * @throws NotFound where there is no such request, or another person answers it
 * @throws Changed where it was changed in another tab
 */
export const closeRequest = (
  actor: Actor,
  typed: string,
  version: number,
  form: URLSearchParams,
): Promise<
  { readonly done: true } | { readonly request: DataRequest; readonly taken: TakenForm<Catalogue> }
> =>
  withActor(actor, async (tx) => {
    const request = await readRequest(tx, actor, typed)
    if (!request.isOwn) throw new NotFound()
    const at = now()
    const taken = takeOneStep(closeForm, form, { today: londonDay(at) })
    const { closedAs } = taken.answers
    if (taken.problems.length > 0 || !closedAs) return { request, taken }
    const { count } = await tx.dataRequest.updateMany({
      where: { id: request.id, version, closedAt: null },
      data: { closedAt: at, closedAs, review: null, export: null, version: version + 1 },
    })
    if (count !== 1) throw new Changed('Another tab changed this request. Look at it again')
    const { referralId } = await tx.dataRequest.findUniqueOrThrow({
      where: { id: request.id },
      select: { referralId: true },
    })
    await recordEvent(tx, 'data_request.closed', referralId, { request: request.id, closedAs })
    return { done: true as const }
  })
