import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { shownAnswers } from '@/lib/referral/shown-answers'
import type { PlanToConfirm } from './contact-case'
import { withContact, type Found } from './with-contact'

/** What the page of a plan's form shows of it, in a transaction that is open already. */
export const planToConfirm = ({ reference, typed, newest, said }: Found): PlanToConfirm => ({
  reference,
  typed,
  version: newest?.version ?? 0,
  said: shownAnswers(said)
    .flatMap(({ rows }) => rows)
    .flatMap(({ question, ask, shown }) =>
      question.startsWith('contact') && shown ? [{ ask, shown }] : [],
    ),
})

/**
 * Finds the plan of a case to confirm it or to change it: all of it, so that it is recorded as shown.
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const findPlan = (actor: Actor, reference: string): Promise<PlanToConfirm> =>
  withContact<PlanToConfirm>(actor, { reference, action: 'find_plan' }, async (tx, found) => {
    await recordEvent(tx, 'contact.shown', found.id, { channel: 'all' })
    return planToConfirm(found)
  })
