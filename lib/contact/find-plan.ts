import type { Actor } from '@/lib/access/actor'
import { readBasis } from '@/lib/access/read-basis'
import { recordEvent } from '@/lib/audit/record-event'
import { seenFields } from '@/lib/disclosure/seen-fields'
import { contactFields } from '@/lib/disclosure/shown-fields'
import type { RawAnswers } from '@/lib/journey/question'
import { shownAnswers } from '@/lib/referral/shown-answers'
import type { PlanToConfirm } from './contact-case'
import { withContact, type Found } from './with-contact'

/** What the referral says of contact. */
const contactIn = (said: RawAnswers): RawAnswers =>
  Object.fromEntries(Object.entries(said).filter(([id]) => id.startsWith('contact')))

/** What the page of a plan's form shows of it, in a transaction that is open already. */
export const planToConfirm = ({ reference, typed, newest, said }: Found): PlanToConfirm => ({
  reference,
  typed,
  version: newest?.version ?? 0,
  said: shownAnswers(contactIn(said))
    .flatMap(({ rows }) => rows)
    .flatMap(({ ask, shown }) => (shown ? [{ ask, shown }] : [])),
})

/**
 * Finds the plan of a case to confirm it or to change it: all of it, so that it is recorded as shown.
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const findPlan = (actor: Actor, reference: string): Promise<PlanToConfirm> =>
  withContact<PlanToConfirm>(actor, { reference, action: 'find_plan' }, async (tx, found) => {
    const { id, audience, typed, said } = found
    await recordEvent(tx, 'contact.shown', id, {
      channel: 'all',
      audience,
      fields: [...contactFields(typed), ...seenFields(contactIn(said))],
      basis: await readBasis(tx, id, audience),
    })
    return planToConfirm(found)
  })
