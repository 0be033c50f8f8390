import * as when from '@/lib/routing/predicates'
import {
  filling,
  fromList,
  withoutWebAddresses,
  yesOrNo,
  type Filled,
  type Filling,
  type Given,
} from '../filling'

/** An adult who refused, and did not agree that the police know who they are. */
export const isUnnamed = ({ facts: { referral } }: Given) =>
  when.refusesNrm(referral) &&
  !when.bestInterestsToRefer(referral) &&
  !when.agreesToPoliceIdentity(referral)

/**
 * Whether the form goes as a referral. Source: Mental Capacity Act 2005 s.1 and s.4, and the Modern
 * Slavery Act 2015 s.52: an adult is referred by their own consent, or in their best interests where
 * they cannot decide, and the form itself has no question about that.
 */
const wanted = ({ facts: { referral } }: Given): Filled => {
  if (when.bestInterestsToRefer(referral))
    return {
      value: 'yes',
      note: 'By a recorded best interests decision, not by their own consent. Say so where the form asks for your view',
    }
  if (when.agreesToNrm(referral)) return { value: 'yes' }
  if (when.refusesNrm(referral)) return { value: 'no' }
  return {
    note: when.capacityInDoubt(referral)
      ? 'Nobody has recorded yet whether they can decide, or what is in their best interests'
      : 'They have not been asked, or it was not safe to ask. The form waits for their answer',
  }
}

/** Whether they agree: to be referred, to be named, to help the police. */
export const agreement: readonly Filling[] = [
  filling('reported-to-police', ['policeTold'], 'Yes and no as they are', ({ answers }) =>
    yesOrNo(answers.policeTold),
  ),
  filling(
    'reported-to-police-police-forces',
    ['policeForce'],
    'The force, as the form’s list names it',
    ({ answers, form }) => fromList(form, 'policeForces', answers.policeForce),
  ),
  filling(
    'authorities-cooperation',
    ['helpInvestigation', 'consentNrm', 'consentPoliceIdentity'],
    'Yes makes a duty to notify carry their name. So no, if they refused and did not agree to be named',
    (given) =>
      isUnnamed(given)
        ? { value: 'no', note: 'Yes would make the form ask for their name' }
        : yesOrNo(given.answers.helpInvestigation),
  ),
  filling(
    'authorities-cooperation-details',
    ['helpInvestigationDetails'],
    'As it is, without web addresses, which this field refuses',
    ({ answers }) => withoutWebAddresses(answers.helpInvestigationDetails),
  ),
  filling(
    'pv-want-to-submit-nrm',
    ['who', 'consentNrm', 'capacity', 'bestInterests'],
    'Yes if given, or by a best interests decision. No if refused or withdrawn. The form sets yes for a child. Else it waits',
    wanted,
  ),
]
