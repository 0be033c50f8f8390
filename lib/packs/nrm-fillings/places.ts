import { county } from '@/lib/county/county'
import {
  filling,
  fromList,
  joined,
  linesOf,
  listed,
  noUnknown,
  yesOrNo,
  type Filled,
  type Filling,
  type Given,
} from '../filling'
import type { ListName } from '../nrm-form'

const sorted = ({ form }: Given, list: ListName, typed: string | undefined) => {
  const lines = linesOf(typed)
  const named = lines.map((line) => listed(form, list, line))
  return {
    known: [...new Set(named.filter((name) => name !== undefined))].slice(0, 10),
    others: lines.filter((_, index) => named[index] === undefined),
    tooMany: [...new Set(named.filter((name) => name !== undefined))].slice(10),
  }
}

const tenLines = (
  field: string,
  from: 'ukTowns' | 'countries',
  list: ListName,
): readonly Filling[] =>
  Array.from({ length: 10 }, (_, index) =>
    filling(
      `${field}-${index + 1}`,
      [from],
      `Line ${index + 1}, as the form’s list of ${list} names it`,
      (given): Filled => {
        const { known, others } = sorted(given, list, given.answers[from])
        const note =
          index === 0 && others.length > 0
            ? 'Some places are not on the form’s list. They stand with the other locations'
            : undefined
        return { value: known[index], note }
      },
    ),
  )

const otherPlaces = (
  field: string,
  place: 'ukOtherPlaces' | 'overseasOtherPlaces',
  from: 'ukTowns' | 'countries',
  list: ListName,
) =>
  filling(
    field,
    [place, from],
    `What else is known of the places, then those that the form’s list of ${list} does not name`,
    (given) => {
      const { others, tooMany } = sorted(given, list, given.answers[from])
      return { value: joined([given.answers[place], [...others, ...tooMany].join(', ')]) }
    },
  )

const where = ({ answers }: Given): Filled => {
  const { happenedIn, ukTowns, ukOtherPlaces, countries, overseasOtherPlaces } = answers
  const uk =
    Boolean(ukTowns || ukOtherPlaces) || /^(hertfordshire|elsewhere_uk)$/.test(happenedIn ?? '')
  const overseas = Boolean(countries || overseasOtherPlaces) || happenedIn === 'overseas'
  if (uk && overseas) return { value: 'uk-and-overseas' }
  if (uk || overseas) return { value: uk ? 'uk' : 'overseas' }
  return {}
}

const regionNow = ({ answers: { areaNow, regionNow: region }, form }: Given): Filled => {
  if (areaNow === 'unknown' && region === undefined) return { value: 'Unknown' }
  if (areaNow === undefined || areaNow === 'elsewhere' || areaNow === 'unknown')
    return fromList(form, 'regions', region)
  return { value: listed(form, 'regions', county.name) }
}

/** Where it happened, and where they and the exploiters are. */
export const places: readonly Filling[] = [
  filling(
    'where-exploitation-happened',
    ['happenedIn', 'ukTowns', 'ukOtherPlaces', 'countries', 'overseasOtherPlaces'],
    'The UK, overseas or both: where it happened, and where places are named',
    where,
  ),
  ...tenLines('where-exploitation-happened-uk-city', 'ukTowns', 'towns'),
  otherPlaces(
    'where-exploitation-happened-other-uk-other-location',
    'ukOtherPlaces',
    'ukTowns',
    'towns',
  ),
  ...tenLines('where-exploitation-happened-overseas-country', 'countries', 'countries'),
  otherPlaces(
    'where-exploitation-happened-other-overseas-other-location',
    'overseasOtherPlaces',
    'countries',
    'countries',
  ),
  filling(
    'current-pv-location-uk-city',
    ['townNow'],
    'The town, as the form’s list names it',
    ({ answers, form }) => fromList(form, 'towns', answers.townNow),
  ),
  filling(
    'current-pv-location-uk-region',
    ['areaNow', 'regionNow'],
    `${county.name} where they are in one of its areas, else the region, or Unknown`,
    regionNow,
  ),
  filling('are-exploiters-in-the-uk', ['exploitersInUk'], noUnknown, ({ answers }) =>
    yesOrNo(answers.exploitersInUk),
  ),
]
