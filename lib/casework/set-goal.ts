import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { maySetGoals } from './case-workers'
import { changeCase } from './change-case'
import { goalForm } from './goal-form'
import { Refusal } from './refusal'

export type GoalSet =
  { readonly goal: string } | { readonly form: TakenForm<(typeof goalForm)['questions']> }

/**
 * Notes a goal of the person's own, sealed: for those of Beacon who support them.
 * @returns its id; or what is wrong with the form, and what was typed
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not support the person
 */
export const setGoal = (
  actor: Actor,
  { reference, form: posted }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<GoalSet> =>
  changeCase<GoalSet>(actor, { reference, action: 'set_goal' }, async (tx, read) => {
    if (!maySetGoals(actor, read.worked))
      return new Refusal<GoalSet>('role', new NotAllowed('Only those who support the person can'))
    const at = now()
    const form = takeOneStep(goalForm, posted, { today: londonDay(at) })
    const { words } = form.answers
    if (form.problems.length > 0 || !words) return new Refusal<GoalSet>('form', { form })
    const id = randomUUID()
    await tx.$queryRaw`
      insert into goal (id, referral_id, words, set_at, account_id)
      values (${id}::uuid, ${read.id}::uuid, ${sealAnswers(words, places.goal(id))},
        ${at}::timestamptz, ${actor.accountId}::uuid)`
    await recordEvent(tx, 'goal.set', read.id, { queue: 'BEACON', goal: id })
    return { goal: id }
  })
