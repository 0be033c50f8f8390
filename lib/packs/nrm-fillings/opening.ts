import { county } from '@/lib/county/county'
import { filling, fromList, orNotSure, partsOfName, type Filling } from '../filling'

const council = (part: string) => `local-authority-contacted-about-child-local-authority-${part}`

/** The first pages: who submits, and how old the person is. */
export const opening: readonly Filling[] = [
  filling('reference', 'reference', 'Our reference, which holds no name', ({ facts }) => ({
    value: facts.reference,
  })),
  filling(
    'user-organisation',
    'organisation',
    'The First Responder Organisation that submits the form',
    ({ facts }) =>
      facts.organisation === undefined
        ? { note: 'No First Responder Organisation has taken it on yet' }
        : { value: facts.organisation, note: 'Choose it as the form’s list words it' },
  ),
  filling('fr-location', 'organisation', `England, where ${county.name} is`, () => ({
    value: 'england',
  })),
  filling(
    'pv-under-age',
    ['who'],
    'Child as yes, adult as no, may be under 18 as not-sure. A place has no form of its own',
    ({ facts: { referral } }) => {
      if (!referral.personIdentified)
        return { note: 'Nobody has been identified. Each person needs a form of their own' }
      const { ageGroup } = referral
      return { value: { adult: 'no', child: 'yes', uncertain: 'not-sure' }[ageGroup] }
    },
  ),
  filling(
    council('name'),
    ['councilName'],
    'The council, as the form’s list names it',
    ({ answers, form }) => fromList(form, 'councils', answers.councilName),
  ),
  filling(
    council('first-name'),
    ['councilContactName'],
    'All but the last word of the name',
    ({ answers }) => ({ value: partsOfName(answers.councilContactName).first }),
  ),
  filling(
    council('last-name'),
    ['councilContactName'],
    'The last word of the name',
    ({ answers }) => ({ value: partsOfName(answers.councilContactName).last }),
  ),
  filling(
    'pv-under-age-at-time-of-exploitation',
    ['underAgeThen'],
    'Yes and no as they are, and “I do not know” as not-sure',
    ({ answers }) => orNotSure(answers.underAgeThen),
  ),
]
