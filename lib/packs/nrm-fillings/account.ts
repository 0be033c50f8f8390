import { labelOf, type Options } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import {
  filling,
  joined,
  noUnknown,
  orNotSure,
  withoutWebAddresses,
  yesOrNo,
  type AllAnswers,
  type Filling,
} from '../filling'

const asNotSure = 'Yes and no as they are, and “I do not know” as not-sure'
const wholeAccount =
  'The account, then what was added to it. Over 15,000 characters, the First Responder shortens it'
const allSigns = [
  'control',
  'signsInPerson',
  'signsInWork',
  'signsInPlace',
  'signsInChild',
  'signsDetails',
] as const

const accountOf = ({ account, moreToTell }: AllAnswers) => ({
  value: joined([account, moreToTell]),
})

const isSeen = (sign: string) => sign !== 'unknown'

/** Every sign that is selected, in words, under what it is a sign of. */
const signsOf = (answers: AllAnswers) =>
  joined([
    ...(['control', 'signsInPerson', 'signsInWork', 'signsInPlace', 'signsInChild'] as const).map(
      (id) => {
        const { ask, options }: { ask: string; options: Options } = allQuestions[id]
        const seen: readonly string[] = (answers[id] ?? []).filter(isSeen)
        return seen.length > 0
          ? `${ask}: ${seen.map((sign) => labelOf(options[sign])).join('; ')}`
          : undefined
      },
    ),
    answers.signsDetails,
  ])

/** What happened, how it ended, and what was seen. */
export const account: readonly Filling[] = [
  filling(
    'potential-victim-exploitative-situation-multiple',
    ['moreThanOnce'],
    'Yes and no as they are, and “I do not know” as i-dont-know',
    ({ answers }) => orNotSure(answers.moreThanOnce, 'i-dont-know'),
  ),
  filling(
    'were-they-taken-somewhere-by-their-exploiter',
    ['takenSomewhere'],
    noUnknown,
    ({ answers }) => yesOrNo(answers.takenSomewhere),
  ),
  filling('what-were-they-required-to-do', ['account', 'moreToTell'], wholeAccount, ({ answers }) =>
    accountOf(answers),
  ),
  filling('how-they-were-treated', ['account', 'moreToTell'], wholeAccount, ({ answers }) =>
    accountOf(answers),
  ),
  filling('still-in-exploitative-situation', ['stillExploited'], noUnknown, ({ answers }) =>
    yesOrNo(answers.stillExploited),
  ),
  filling(
    'when-last-contact',
    ['recentContact', 'lastContact'],
    'Within the last week where the exploiter was in touch in that week, else the last contact',
    ({ answers }) => ({
      value: answers.recentContact === 'yes' ? 'within-the-last-week' : answers.lastContact,
    }),
  ),
  filling(
    'details-last-contact',
    ['lastContactDetails'],
    'As it is, without web addresses, which this field refuses',
    ({ answers }) => withoutWebAddresses(answers.lastContactDetails),
  ),
  filling(
    'is-this-the-first-chance-to-report',
    ['toldBefore'],
    `The form means “have they reported it before”. ${asNotSure}`,
    ({ answers }) => orNotSure(answers.toldBefore),
  ),
  filling(
    'modern-slavery-indicators',
    allSigns,
    'Yes where any sign is selected or described. None selected is no answer: it does not mean none',
    ({ answers }) =>
      signsOf(answers) === undefined
        ? { note: 'No sign was selected. That does not mean that there is none' }
        : { value: 'yes' },
  ),
  filling(
    'modern-slavery-indicators-details',
    allSigns,
    'Every sign that is selected, in words, then what else was seen',
    ({ answers }) => ({ value: signsOf(answers) }),
  ),
  filling(
    'any-other-pvs',
    ['howMany', 'othersExploited'],
    `Yes where more than one person is affected. Else: ${asNotSure}`,
    ({ answers }) =>
      (answers.howMany ?? 1) > 1 ? { value: 'yes' } : orNotSure(answers.othersExploited),
  ),
  filling('future-exploitation-concerns', ['futureRisk'], noUnknown, ({ answers }) =>
    yesOrNo(answers.futureRisk),
  ),
]
