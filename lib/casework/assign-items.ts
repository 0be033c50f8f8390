import type { Actor } from '@/lib/access/actor'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { readTicked, type Assigned } from './assigned'
import { mayOpenList } from './lists'
import { takeAction } from './take-action'

type Problem = { readonly field: 'item' | 'owner'; readonly message: string }

/**
 * Gives several items of a queue to one person who works it, each by the same act as one alone, in a
 * transaction of its own and guarded by the version that was seen. Those that can be are assigned,
 * whatever becomes of the others.
 * @returns how many of each; or what is wrong with the form, and nothing is assigned
 * @throws NotFound where the actor's role does not work this queue
 */
export const assignItems = async (
  actor: Actor,
  queue: Destination,
  form: URLSearchParams,
): Promise<Assigned | { readonly problems: readonly Problem[] }> => {
  if (!mayOpenList(actor, queue)) throw new NotFound()
  const items = readTicked(form)
  const owner = form.get('owner') ?? ''
  const problems: Problem[] = [
    ...(items.length === 0 ? [{ field: 'item', message: 'Select what to assign' } as const] : []),
    ...(owner === '' ? [{ field: 'owner', message: 'Select whom to assign it to' } as const] : []),
  ]
  if (problems.length > 0) return { problems }
  const given = new URLSearchParams({ owner })
  let [assigned, changed, blocked] = [0, 0, 0]
  for (const { reference, version } of items) {
    const asked = { reference, queue, action: 'assign', version, form: given } as const
    const taken = await takeAction(actor, { ...asked, isUnopened: true }).catch(
      (error: unknown) => {
        if (error instanceof NotFound) return { blocked: error.message }
        throw error
      },
    )
    if ('form' in taken)
      return { problems: [{ field: 'owner', message: 'Select somebody who works this queue' }] }
    if ('act' in taken) assigned += 1
    else if ('changed' in taken) changed += 1
    else blocked += 1
  }
  return { assigned, changed, blocked }
}
