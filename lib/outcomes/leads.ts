import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'
import { county } from '@/lib/county/county'
import type { Line } from './breakdown'
import type { FigureName } from './figures'
import { small } from './sentences'

const senders: Readonly<Record<OrganisationType, string>> = {
  police: 'the police',
  county_council: 'the county council',
  district_council: 'district and borough councils',
  nhs: 'NHS organisations',
  fire: 'fire and rescue',
  charity_first_responder: 'charities that are First Responder Organisations',
  charity: 'other charities',
  school: 'schools and colleges',
  helpline: 'the Helpline',
  housing: 'housing associations and providers',
  victim_care_centre: county.victimCareCentre,
  other: 'other organisations',
}

const isType = (code: string): code is OrganisationType => Object.hasOwn(organisationTypes, code)

const exploitations: Readonly<Record<string, string>> = {
  domestic_servitude: 'domestic servitude',
  organ_removal: 'organ removal',
  forced_marriage: 'forced marriage',
  forced_begging: 'forced begging',
}

const places: Readonly<Record<string, string>> = {
  elsewhere: `outside ${county.name}`,
  hertfordshire: `in ${county.name}`,
  elsewhere_uk: 'elsewhere in the UK',
  overseas: 'overseas',
}

interface Said {
  readonly verb: string
  readonly words: (line: Line) => string
  /** Of which referrals alone it speaks. */
  readonly among?: string
}

/** As the Home Office counts: of those alone that came to it. */
const ofThoseReferred = (said: Said): Said => ({
  ...said,
  among: 'of those referred to the National Referral Mechanism',
})

const people: Readonly<Record<string, string>> = {
  adult: 'adults',
  child: 'children',
  uncertain: 'people whose age is not certain',
}

const about: Said = { verb: 'were about', words: ({ code, label }) => people[code] ?? small(label) }

const named: Said = {
  verb: 'named',
  words: ({ code, label }) => exploitations[code] ?? `${small(label)} exploitation`,
}

const from: Said = {
  verb: 'came from',
  words: ({ code, label }) => (isType(code) ? senders[code] : label),
}

const genders: Readonly<Record<string, string>> = {
  female: 'women or girls',
  male: 'men or boys',
  other: 'people of another gender',
}

const ofGender: Said = { verb: 'were about', words: ({ code, label }) => genders[code] ?? label }

/** How the largest line of each figure is told, where a plain label does not make a good sentence. */
export const leads: Readonly<Partial<Record<FigureName, Said>>> = {
  organisations: from,
  nrmOrganisations: ofThoseReferred(from),
  genders: ofGender,
  nrmGenders: ofThoseReferred(ofGender),
  exploitation: named,
  nrmExploitation: ofThoseReferred(named),
  ages: about,
  agesWhenExploited: {
    verb: 'were about exploitation of',
    words: ({ code, label }) => people[code] ?? small(label),
  },
  places: {
    verb: 'told of exploitation',
    words: ({ code, label }) => places[code] ?? small(label),
  },
  areas: {
    verb: 'were about somebody',
    words: ({ code, label }) => places[code] ?? `in ${label}`,
  },
  wentAhead: { verb: 'were about', words: ({ label }) => small(label) },
  queues: {
    verb: 'went to',
    words: ({ code, label }) => (code === 'HOLD' ? 'nobody yet, on hold' : `the ${label} queue`),
  },
}
