import { labelOf } from '@/lib/journey/question'
import { allQuestions } from '@/lib/referral/all-questions'
import { filling, joined, tick, type AllAnswers, type Filling, type Given } from '../filling'

const has = (answers: AllAnswers, worry: NonNullable<AllAnswers['worries']>[number]) =>
  answers.worries?.includes(worry) ?? false

const isUnder18 = ({ facts }: Given) => facts.referral.ageGroup !== 'adult'

const sexual = (given: Given) => {
  const { sexualKinds = [] } = given.answers
  const isSexual = has(given.answers, 'sexual')
  return {
    prostitution: isSexual && sexualKinds.includes('sell_sex') && !isUnder18(given),
    child: isSexual && (isUnder18(given) || sexualKinds.includes('child')),
    held: isSexual && sexualKinds.includes('held'),
    isSexual,
  }
}

const financial = ({ answers }: Given) => {
  const { financialKinds = [] } = answers
  const isFinancial = has(answers, 'financial')
  return {
    wages: isFinancial && financialKinds.includes('wages'),
    fraud: isFinancial && financialKinds.includes('fraud'),
    isFinancial,
  }
}

/** The worries that no box of the form holds, in words. */
const others = (given: Given): readonly string[] => {
  const { worries = [], sexualKinds = [], financialKinds = [] } = given.answers
  const { prostitution, child, held, isSexual } = sexual(given)
  const { wages, fraud, isFinancial } = financial(given)
  const { worries: asked, sexualKinds: sexualAsked, financialKinds: moneyAsked } = allQuestions
  const worry = (id: keyof typeof asked.options) => labelOf(asked.options[id])
  return [
    ...(['forced_marriage', 'other', 'unknown'] as const)
      .filter((id) => worries.includes(id))
      .map(worry),
    ...(isSexual && !prostitution && !child && !held ? [worry('sexual')] : []),
    ...(isSexual ? (['pictures', 'other'] as const) : [])
      .filter((id) => sexualKinds.includes(id))
      .map((id) => labelOf(sexualAsked.options[id])),
    ...(isFinancial && !wages && !fraud ? [worry('financial')] : []),
    ...(isFinancial ? (['bank', 'other'] as const) : [])
      .filter((id) => financialKinds.includes(id))
      .map((id) => labelOf(moneyAsked.options[id])),
  ]
}

const kind = (
  name: string,
  from: readonly ('worries' | 'sexualKinds' | 'financialKinds' | 'who')[],
  how: string,
  isSo: (given: Given) => boolean,
) =>
  filling(`types-of-exploitation-${name}`, from, how, (given) =>
    given.answers.worries === undefined ? {} : tick(isSo(given)),
  )

/** What was done to them, in the ten boxes of the form. */
export const kinds: readonly Filling[] = [
  kind('forced-to-work', ['worries'], 'Where they work for little or no pay', ({ answers }) =>
    has(answers, 'labour'),
  ),
  kind(
    'wages-taken',
    ['worries', 'financialKinds'],
    'Where their wages were taken',
    (given) => financial(given).wages,
  ),
  kind(
    'forced-to-commit-fraud',
    ['worries', 'financialKinds'],
    'Where they were made to get money by lying',
    (given) => financial(given).fraud,
  ),
  kind(
    'prostitution',
    ['worries', 'sexualKinds', 'who'],
    'Where they were made to sell sex as adults',
    (given) => sexual(given).prostitution,
  ),
  kind(
    'child-exploitation',
    ['worries', 'sexualKinds', 'who'],
    'Where any of it was sexual, under 18',
    (given) => sexual(given).child,
  ),
  kind(
    'taken-somewhere',
    ['worries', 'sexualKinds'],
    'Where they were kept and sexually assaulted',
    (given) => sexual(given).held,
  ),
  kind(
    'forced-to-commit-crime',
    ['worries'],
    'Where they were made to commit crime or to beg',
    ({ answers }) => has(answers, 'criminal') || has(answers, 'forced_begging'),
  ),
  kind('organs-removed', ['worries'], 'Where an organ was taken', ({ answers }) =>
    has(answers, 'organ_removal'),
  ),
  kind(
    'unpaid-household-work',
    ['worries'],
    'Where they were made to work in somebody’s home',
    ({ answers }) => has(answers, 'domestic_servitude'),
  ),
  kind(
    'other',
    ['worries', 'sexualKinds', 'financialKinds'],
    'Where a worry fits no other box, or no kind is known yet',
    (given) => others(given).length > 0,
  ),
  filling(
    'other-exploitation-details',
    ['worries', 'sexualKinds', 'financialKinds', 'otherKind'],
    'The worries that no other box holds, in words, then what else was said about them',
    (given) => ({ value: joined([others(given).join('; '), given.answers.otherKind]) }),
  ),
]
