import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { NotAllowed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import type { Meanwhile } from './acting'
import { maySetGoals } from './case-workers'
import { changeCase } from './change-case'
import { goalResultForm } from './goal-form'
import { goalResults, type GoalResult } from './outcomes'
import { Refusal } from './refusal'

type Form = TakenForm<(typeof goalResultForm)['questions']>

export interface GoalAsked {
  readonly reference: string
  /** The goal's id. */
  readonly goal: string
  /** As it stood when the actor looked. */
  readonly version: number
  readonly form: URLSearchParams
}

export type GoalSettled =
  | { readonly goal: string }
  | { readonly form: Form }
  | { readonly form: Form; readonly changed: Meanwhile }

/**
 * Notes whether a goal was met. It can be said again, when things change.
 * @returns the goal; or what is wrong with the form, or what somebody else noted first
 * @throws NotFound where there is no such goal, or the case is not this actor's to see
 * @throws NotAllowed where the actor does not support the person
 */
export const settleGoal = (
  actor: Actor,
  { reference, goal: id, version, form: posted }: GoalAsked,
): Promise<GoalSettled> =>
  changeCase<GoalSettled>(actor, { reference, action: 'settle_goal' }, async (tx, read) => {
    if (!maySetGoals(actor, read.worked))
      return new Refusal<GoalSettled>(
        'role',
        new NotAllowed('Only those who support the person can'),
      )
    const findGoal = () => tx.goal.findFirst({ where: { id, referralId: read.id } })
    const goal = z.uuid().safeParse(id).success ? await findGoal() : null
    if (!goal) return new Refusal<GoalSettled>('not_found', new NotFound())
    const at = now()
    const form = takeOneStep(goalResultForm, posted, { today: londonDay(at) })
    const { met } = form.answers
    if (form.problems.length > 0 || !met) return new Refusal<GoalSettled>('form', { form })
    const { count } = await tx.goal.updateMany({
      where: { id, version },
      data: { met, metAt: at, version: version + 1 },
    })
    if (count !== 1) {
      const first = (await findGoal()) ?? goal
      const changed: Meanwhile = {
        done: first.met ? goalResults[first.met as GoalResult] : 'Changed',
        by: 'somebody else',
        at: first.metAt ?? at,
        version: first.version,
      }
      return new Refusal<GoalSettled>('version', { form, changed })
    }
    await recordEvent(tx, 'goal.settled', read.id, { queue: 'BEACON', goal: id })
    return { goal: id }
  })
