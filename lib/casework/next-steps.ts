import { county } from '@/lib/county/county'
import { actions, priorities, type Action } from '@/lib/routing/queues'
import type { Receipt } from '@/lib/referral/receipt'
import { showMoment } from '@/lib/wording/london-time'

/** Who looks first, by where the referral is worked first. */
const whoLooks: Readonly<Record<string, string>> = {
  NRM: 'A First Responder Organisation',
  BEACON: county.victimCareCentre,
  POLICE: `An officer of ${county.policeUnit}`,
  HOLD: 'A safeguarding lead',
}

/** What happens after a referral was sent, and by when. */
export const nextSteps = ({ primary, priority, dueAt }: Receipt) =>
  `${whoLooks[primary] ?? 'Somebody'} looks at it by ${showMoment(dueAt)}. ` +
  `It is marked “${priorities[priority].label.toLowerCase()}”.`

/** Which actions are for the referrer to see to. */
const forReferrer: readonly Action[] = [
  'call_999',
  'safe_contact_only',
  'childrens_social_care',
  'adult_safeguarding',
  'safe_accommodation',
  'capacity_assessment',
  'best_interests_decision',
  'obtain_consent',
  'duty_to_notify',
]

/** What the referrer should see to themselves, in words. */
export const tasksOf = ({ actions: decided }: Pick<Receipt, 'actions'>) =>
  decided.filter((action) => forReferrer.includes(action)).map((action) => actions[action])
