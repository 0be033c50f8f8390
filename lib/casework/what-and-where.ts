import { labelOf, type Option } from '@/lib/journey/question'
import { questions } from '@/lib/referral/questions'

/** The age groups of referrals, in words. */
export const ages: Readonly<Record<string, string>> = {
  adult: 'Adult',
  child: 'Child',
  uncertain: 'May be under 18',
}

const label = (options: Readonly<Record<string, Option>>, value: string) => labelOf(options[value])

/** A referral in one line that names nobody: age group, what is feared, and the area. */
export const whatAndWhere = ({
  ageGroup,
  exploitationTypes,
  area,
}: {
  readonly ageGroup: string
  readonly exploitationTypes: readonly string[]
  readonly area: string | null
}) =>
  [
    ages[ageGroup],
    ...exploitationTypes.map((type) => label(questions.worries.options, type)),
    area ? label(questions.areaNow.options, area) : 'Place not known, or elsewhere',
  ]
    .filter(Boolean)
    .join('. ')
