import { labelOf } from '@/lib/journey/question'
import { isoOf, showDate } from '@/lib/journey/partial-date'
import { allQuestions } from '@/lib/referral/all-questions'
import {
  filling,
  fromList,
  joined,
  noUnknown,
  yesOrNo,
  type Filled,
  type Filling,
  type Given,
} from '../filling'

const gender = ({ answers }: Given): Filled => {
  if (answers.gender === 'unknown')
    return {
      note: 'The form has no “not known”. Its third option says that they are neither female nor male',
    }
  return { value: answers.gender === 'other' ? 'unknown' : answers.gender }
}

const dateOfBirth = ({ answers }: Given): Filled => {
  const { day, month, year } = answers.dateOfBirth ?? {}
  if (year === undefined) return {}
  return day === undefined || month === undefined
    ? {
        note: `We know only ${showDate({ month, year })}. The form takes a whole date or none, so say it with the background`,
      }
    : { value: isoOf({ day, month, year }) }
}

const aids = ({ answers: { communicationAids = [], communicationOther } }: Given): Filled => {
  const { options } = allQuestions.communicationAids
  const named = communicationAids.filter((aid) => aid !== 'other')
  return {
    value: joined([named.map((aid) => labelOf(options[aid])).join('; '), communicationOther], '; '),
  }
}

const nationality = (field: string, from: 'nationality' | 'secondNationality') =>
  filling(field, [from], 'As the form’s list names it', ({ answers, form }) =>
    fromList(form, 'nationalities', answers[from]),
  )

/**
 * Stands where the form insists on a second name and we have one. It is true of somebody who uses
 * one name and of somebody whose other name is not known, which we do not tell apart.
 */
export const oneNamePlaceholder = 'Not given'

const name = (field: string, own: 'givenNames' | 'familyName', other: typeof own) =>
  filling(
    field,
    [own, other],
    'As it is. Where only the other name is known, the placeholder that was agreed',
    ({ answers }) => {
      if (answers[own] !== undefined || answers[other] === undefined) return { value: answers[own] }
      return {
        value: oneNamePlaceholder,
        isPlaceholder: true,
        note: 'They use one name, or we know only one. The form insists on two',
      }
    },
  )

/** The person and what they need. */
export const person: readonly Filling[] = [
  name('pv-name-first-name', 'givenNames', 'familyName'),
  name('pv-name-last-name', 'familyName', 'givenNames'),
  filling(
    'pv-dob',
    ['dateOfBirth'],
    'Only where day, month and year are known. A part of a date is told to the First Responder',
    dateOfBirth,
  ),
  filling(
    'pv-gender',
    ['gender'],
    'Female and male as they are, in another way as unknown, which the form words as neither',
    gender,
  ),
  filling('does-pv-have-children', ['hasChildren'], noUnknown, ({ answers }) =>
    yesOrNo(answers.hasChildren),
  ),
  nationality('pv-nationality', 'nationality'),
  nationality('pv-nationality-second', 'secondNationality'),
  filling('pv-interpreter-requirements', ['interpreter'], noUnknown, ({ answers }) =>
    yesOrNo(answers.interpreter),
  ),
  filling('pv-other-help-with-communication', ['communicationHelp'], noUnknown, ({ answers }) =>
    yesOrNo(answers.communicationHelp),
  ),
  filling(
    'pv-other-help-with-communication-aid',
    ['communicationAids', 'communicationOther'],
    'The help that is selected, in words, then what else would help',
    aids,
  ),
  filling(
    'pv-ho-reference',
    ['homeOfficeReference'],
    'Yes where a number is given, else no',
    ({ answers }) =>
      answers.homeOfficeReference === undefined
        ? { value: 'no', note: 'No number was given' }
        : { value: 'yes' },
  ),
  filling('does-pv-need-support', ['wantsSupport'], noUnknown, ({ answers }) =>
    yesOrNo(answers.wantsSupport),
  ),
]
