import { trackNames, trackOf, type TrackName } from '@/lib/casework/outcomes'
import { county } from '@/lib/county/county'
import { organisationTypes, type OrganisationType } from '@/lib/routing/organisation-types'
import { anyOf, oneOf, plainName, readDay, type Column, type Read } from './cells'
import {
  ageGroups,
  areas,
  exploitationNames,
  genders,
  outcomeNames,
  routes,
  sources,
  typeNames,
} from './options'

export interface Referrer {
  readonly type: OrganisationType
  /** The slug of one of the county's organisations, where it is one of them. */
  readonly slug: string | null
}

const labels = (options: Readonly<Record<string, { readonly label: string }>>) =>
  Object.values(options)
    .map(({ label }) => label)
    .join(', ')

const readType = oneOf(typeNames, '')
const organisations = new Map(
  county.organisations.map((organisation) => [plainName(organisation.name), organisation]),
)

const readReferrer = (text: string): Read<Referrer> => {
  const known = organisations.get(plainName(text))
  if (known) return { value: { type: known.type, slug: known.slug } }
  const type = readType(text)
  return 'value' in type
    ? { value: { type: type.value, slug: null } }
    : {
        wrong:
          'Referring organisation must be the full name of an organisation that uses this service, or a kind of organisation, like NHS',
      }
}

/** Digits have to be in it, so that nobody's name is taken for one. */
const reference = /^(?=.*\d)[A-Z0-9][A-Z0-9/._-]{0,29}$/

const readOldReference = (text: string): Read<string> => {
  const value = text.trim().toUpperCase()
  return reference.test(value)
    ? { value }
    : {
        wrong:
          'Reference must have a number in it and no spaces, and 30 characters or fewer, like MS-2017-014. It must not name anybody',
      }
}

const column = <T>(of: Column<T>): Column<T> => of
const chosen = <Code extends string>(
  heading: string,
  options: Readonly<Record<Code, { readonly label: string; readonly knownAs?: readonly string[] }>>,
) => ({
  heading,
  says: `One of: ${labels(options)}`,
  read: oneOf(options, `${heading} must be one of: ${labels(options)}`),
})
const severalOf = <Code extends string>(
  heading: string,
  options: Readonly<Record<Code, { readonly label: string; readonly knownAs?: readonly string[] }>>,
) => ({
  heading,
  says: `One or more of: ${labels(options)}. Put a comma between them`,
  read: anyOf(options, `${heading} must be one or more of: ${labels(options)}`),
})

/**
 * What is taken of a list of past referrals, each column once: the template, the reading, what is said
 * of mistakes and the page that explains it come from here. None of them says who a person is.
 */
export const columns = {
  oldReference: column<string>({
    heading: 'Reference',
    knownAs: ['Ref', 'Reference number', 'Old reference', 'ID', 'Number', 'No'],
    says: 'The number of the referral in the list, like MS-2017-014. Each one once. Never a name',
    example: 'MS-2017-014',
    whenEmpty: { wrong: 'Enter the reference' },
    read: readOldReference,
  }),
  receivedOn: column<string>({
    heading: 'Date received',
    knownAs: ['Date', 'Received', 'Date of referral', 'Referral date', 'Date referred'],
    says: 'The day on which the referral came, like 3 November 2017 or 03/11/2017',
    example: '03/11/2017',
    whenEmpty: { wrong: 'Enter the date received' },
    read: readDay('Date received'),
  }),
  organisation: column<Referrer>({
    heading: 'Referring organisation',
    knownAs: ['Organisation', 'Agency', 'Referring agency', 'Partner', 'Referred by', 'Referrer'],
    says: `The full name of an organisation that uses this service, or one of: ${labels(organisationTypes)}`,
    example: 'NHS',
    whenEmpty: { wrong: 'Enter the referring organisation' },
    read: readReferrer,
  }),
  source: column({
    ...chosen('Source', sources),
    knownAs: ['Source of referral', 'How it came', 'Origin', 'Report type'],
    example: 'Partner report to police',
    whenEmpty: { wrong: 'Enter the source' },
  }),
  exploitation: column({
    ...severalOf('Exploitation', exploitationNames),
    knownAs: ['Type of exploitation', 'Types of exploitation', 'Exploitation type', 'Type'],
    example: 'Labour, criminal',
    whenEmpty: { value: ['unknown'] },
  }),
  ageGroup: column<keyof typeof ageGroups>({
    ...chosen('Age group', ageGroups),
    knownAs: ['Age', 'Adult or child', 'Adult/child'],
    example: 'Adult',
    whenEmpty: { value: 'uncertain' },
  }),
  gender: column<keyof typeof genders>({
    ...chosen('Gender', genders),
    knownAs: ['Sex'],
    example: 'Female',
    whenEmpty: { value: 'unknown' },
  }),
  area: column({
    ...chosen('District', areas),
    knownAs: ['Area', 'District or borough', 'Borough', 'Local authority', 'Location'],
    example: 'Watford',
    whenEmpty: { value: 'unknown' },
  }),
  routes: column({
    ...severalOf('Route', routes),
    knownAs: ['Routes', 'Pathway', 'Referred to', 'Sent to'],
    example: 'NRM, police',
    whenEmpty: { value: [] },
  }),
}

export type ColumnName = keyof typeof columns
export const columnNames = Object.keys(columns) as ColumnName[]

/** What a row says, but for what became of it. */
export type RowValues = {
  readonly [Name in ColumnName]: (typeof columns)[Name] extends Column<infer T> ? T : never
}

interface OutcomeColumns {
  readonly track: TrackName
  readonly value: Column<string | null>
  readonly on: Column<string | null>
}

const outcomeColumnsOf = (track: TrackName): OutcomeColumns => {
  const { label } = trackOf(track)
  const called = track === 'nrm' ? 'NRM' : label
  const heading = `${called} outcome`
  const dated = `${heading} date`
  const both = { whenEmpty: { value: null } }
  const names = outcomeNames(track)
  return {
    track,
    value: {
      ...both,
      ...chosen(heading, names),
      knownAs: [`${label} outcome`, `Outcome ${called}`, `${called} result`, `${called} decision`],
      example: track === 'nrm' ? 'Positive conclusive grounds decision' : '',
    },
    on: {
      ...both,
      heading: dated,
      knownAs: [`${label} outcome date`, `Date of ${heading}`, `${called} decision date`],
      says: `The day of the ${heading}`,
      example: track === 'nrm' ? '14/09/2018' : '',
      read: readDay(dated),
    },
  }
}

/** What became of a referral on each track, and when: two columns for each. */
export const outcomeColumns: readonly OutcomeColumns[] = trackNames.map(outcomeColumnsOf)

/** Every column, in the order of the template. */
export const allColumns: readonly Column<unknown>[] = [
  ...columnNames.map((name) => columns[name]),
  ...outcomeColumns.flatMap(({ value, on }) => [value, on]),
]
