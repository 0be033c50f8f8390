import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotFound } from '@/lib/refusals'
import type { Destination } from '@/lib/routing/queues'
import { londonDay } from '@/lib/wording/london-time'
import { mayOpenList } from './lists'
import { writeView, type View } from './view'
import { viewForm } from './view-form'

/**
 * Keeps what is to be seen of a queue under a name, for the actor alone. A view of the same name is
 * replaced.
 * @returns what was typed and what is wrong with it; nothing is kept while anything is
 * @throws NotFound where the actor's role does not work this queue
 */
export const saveView = async (
  actor: Actor,
  queue: Destination,
  { tab, sort, chosen }: View,
  form: URLSearchParams,
): Promise<TakenForm<typeof viewForm.questions>> => {
  if (!mayOpenList(actor, queue)) throw new NotFound()
  const taken = takeOneStep(viewForm, form, { today: londonDay(now()) })
  if (taken.problems.length === 0)
    await withActorInSql(
      actor,
      (tx) => tx.$queryRaw`
        insert into saved_view (account_id, queue, name, address)
        values (${actor.accountId}::uuid, ${queue}, ${taken.answers.view}, ${writeView({ tab, sort, chosen })})
        on conflict (account_id, queue, name) do update set address = excluded.address`,
    )
  return taken
}
