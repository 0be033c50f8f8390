import { trackOf, type TrackName } from '@/lib/casework/outcomes'
import { showExploitation } from '@/lib/casework/exploitation'
import { county } from '@/lib/county/county'
import { exploitationTypes } from '@/lib/routing/facts'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'

interface Option {
  readonly label: string
  readonly knownAs: readonly string[]
}
type Options<Code extends string> = Readonly<Record<Code, Option>>
type OtherNames<Code extends string> = Readonly<Partial<Record<Code, readonly string[]>>>

const notKnown = ['Unknown', 'Not recorded', 'N/K', 'NK', 'Unsure']

const withNames = <Code extends string>(
  codes: readonly Code[],
  labelOf: (code: Code) => string,
  others: OtherNames<Code>,
) =>
  Object.fromEntries(
    codes.map((code) => [code, { label: labelOf(code), knownAs: others[code] ?? [] }]),
  ) as Options<Code>

/** How a report came, as the partnership counted its reports in 2017 and 2018. */
export const sources = {
  partner_to_police: {
    label: 'Partner report to police',
    knownAs: ['Partner report', 'Partner', 'Partner agency', 'Partners'],
  },
  helpline: {
    label: 'Modern Slavery Helpline',
    knownAs: ['Helpline', 'Helpline report', 'Unseen', 'MSHL', 'Modern Slavery Helpline report'],
  },
  police: { label: 'Police found it', knownAs: ['Police', 'Police operation', 'Operation'] },
  public: {
    label: 'The public',
    knownAs: ['Public', 'Member of the public', '101', 'Crimestoppers'],
  },
  self: { label: 'The person themselves', knownAs: ['Self', 'Self referral', 'Self-referral'] },
  other: { label: 'Other', knownAs: [] },
  unknown: { label: 'Not known', knownAs: notKnown },
} as const

export const ageGroups = {
  adult: { label: 'Adult', knownAs: ['18 or over', 'Over 18', '18+', 'A'] },
  child: { label: 'Child', knownAs: ['Under 18', 'U18', 'Minor', 'Juvenile', 'C'] },
  uncertain: { label: 'Not known', knownAs: [...notKnown, 'Age disputed', 'Possible child'] },
} as const

export const genders = {
  female: { label: 'Female', knownAs: ['F', 'Woman', 'Girl'] },
  male: { label: 'Male', knownAs: ['M', 'Man', 'Boy'] },
  other: { label: 'Other', knownAs: ['In another way', 'Non-binary', 'Transgender'] },
  unknown: { label: 'Not known', knownAs: notKnown },
} as const

export const routes = {
  nrm: { label: 'NRM', knownAs: ['National Referral Mechanism', 'Home Office'] },
  duty_to_notify: { label: 'Duty to notify', knownAs: ['DTN', 'MS1', 'Notification'] },
  police: { label: 'Police', knownAs: ['Constabulary', county.policeUnit, county.policeForce] },
  beacon: { label: 'Beacon', knownAs: ['Victim care centre', county.victimCareCentre, 'Catch22'] },
} as const

/** The districts of all times, because a list may be older than those of today. */
export const areas: Options<string> = {
  ...Object.fromEntries(
    county.areas.map(({ slug, name }) => [
      slug,
      {
        label: name,
        knownAs: [`${name} district`, `${name} borough`, name.replace(/shire$/, 's')],
      },
    ]),
  ),
  elsewhere: {
    label: `Outside ${county.name}`,
    knownAs: ['Elsewhere', 'Out of county', 'Out of area', 'Somewhere else'],
  },
  unknown: { label: 'Not known', knownAs: notKnown },
}

export const exploitationNames = withNames(
  exploitationTypes,
  (type) => (type === 'unknown' ? 'Not known' : showExploitation([type])),
  {
    labour: ['Forced labour', 'Labour exploitation', 'Compulsory labour'],
    sexual: ['Sexual exploitation', 'Sex', 'Prostitution', 'CSE'],
    criminal: [
      ...['Criminal exploitation', 'County lines', 'Forced criminality', 'Cannabis cultivation'],
      ...['Criminality', 'CCE'],
    ],
    domestic_servitude: ['Domestic', 'Servitude', 'Domestic slavery'],
    organ_removal: ['Organs', 'Organ harvesting', 'Organ trafficking'],
    forced_marriage: ['Marriage', 'Sham marriage'],
    forced_begging: ['Begging'],
    financial: ['Financial exploitation', 'Debt bondage', 'Fraud', 'Benefit fraud'],
    unknown: notKnown,
  },
)

export const typeNames = withNames(
  Object.keys(organisationTypes) as OrganisationType[],
  (type) => organisationTypes[type].label,
  {
    police: [county.policeForce, 'Constabulary'],
    county_council: ['HCC', 'Childrens services', 'Social care', 'Social services'],
    district_council: ['District council', 'Borough council', 'Council', 'Housing department'],
    nhs: ['Health', 'Hospital', 'GP', 'NHS Trust'],
    fire: ['Fire', 'Fire service'],
    charity: ['Charity', 'Voluntary sector', 'NGO'],
    school: ['School', 'College', 'Education'],
    helpline: ['Modern Slavery Helpline', 'Unseen'],
    housing: ['Housing', 'Housing association'],
    victim_care_centre: ['Beacon', 'Victim care centre'],
    other: ['Other', 'Not known', ...notKnown],
  },
)

const otherOutcomes: Readonly<Partial<Record<TrackName, OtherNames<string>>>> = {
  nrm: {
    submitted: ['Submitted', 'Pending', 'Awaiting decision', 'Outstanding'],
    rg_positive: ['Positive RG', 'Positive reasonable grounds', 'Reasonable grounds positive'],
    rg_negative: ['Negative RG', 'Negative reasonable grounds', 'Reasonable grounds negative'],
    cg_positive: ['Positive CG', 'Positive conclusive grounds', 'Conclusive grounds positive'],
    cg_negative: ['Negative CG', 'Negative conclusive grounds', 'Conclusive grounds negative'],
    withdrawn: ['Withdrawn'],
  },
  police: { charged: ['Charged'], under_investigation: ['Ongoing'], nobody_identified: ['Filed'] },
  beacon: { in_support: ['Supported'], closed_needs_met: ['Closed'] },
  safeguarding: { no_further_action: ['NFA'] },
}

/** The values of a track, with what else lists call them. */
export const outcomeNames = (track: TrackName) => {
  const { values } = trackOf(track)
  return withNames(
    Object.keys(values),
    (value) => values[value]?.label ?? value,
    otherOutcomes[track] ?? {},
  )
}
