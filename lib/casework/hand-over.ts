import type { OrganisationType } from '@/lib/routing/organisation-types'
import type { ReferralFacts } from '@/lib/routing/facts'

/** A First Responder Organisation that has somebody to submit. */
export interface Desk {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly type: OrganisationType
}

type Facts = Pick<ReferralFacts, 'consentPoliceIdentity' | 'ageGroup'>

/** An adult who says no to the police knowing them: their referral is not handed to the police. */
const avoidsPolice = ({ consentPoliceIdentity, ageGroup }: Facts) =>
  ageGroup === 'adult' && consentPoliceIdentity === 'refused'

/**
 * Which organisations may be handed a referral to submit, the first choice first: the county council,
 * the council of the district where the person is, then the police unit; a charity in place of the
 * police where the person avoids them. Source: toolkit p15; partnership choice.
 * @param desks the First Responder Organisations that have a desk
 * @param area where the person is; `null` where that is not known or elsewhere
 * @param hidden ids of organisations that may not see the case
 */
export const handOverTo = (
  desks: readonly Desk[],
  facts: Facts,
  area: string | null,
  hidden: readonly string[],
): readonly Desk[] => {
  const choices: readonly ((desk: Desk) => boolean)[] = [
    ({ type }) => type === 'county_council',
    ({ slug }) => area !== null && slug === `${area}-council`,
    avoidsPolice(facts)
      ? ({ type }) => type === 'charity_first_responder'
      : ({ type }) => type === 'police',
  ]
  return choices.flatMap((isChosen) =>
    desks.filter((desk) => isChosen(desk) && !hidden.includes(desk.id)),
  )
}
