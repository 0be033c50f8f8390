import type { Shown } from './chart'

/** Numbers from 1 to one less than this say too much of single people, and are hidden. */
export const least = 5

/** How far from the truth everybody must be left at least, below and above. */
const room = 3

/**
 * How the lines of a table go with the number of all, which is published too. parts: each thing is in
 * one line, so that they add up to all. overlapping: each is in one or more. apart: no number of all is
 * published.
 */
export type Fit = 'parts' | 'overlapping' | 'apart'

const isSmall = (number: number) => number > 0 && number < least

/** A number that stands alone: hidden from 1 to 4. */
export const shownAlone = (number: number): Shown => (isSmall(number) ? 'c' : number)

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)

/**
 * Whether hidden numbers, of which everybody knows what they add up to, tell nothing of any of them:
 * also to somebody who knows the rules and which of them are the small ones.
 */
export const leavesRoom = (hidden: readonly number[]): boolean => {
  const small = hidden.filter(isSmall)
  const large = hidden.filter((number) => !isSmall(number))
  const above = sum(small) - small.length + sum(large) - large.length * least
  const below = large.length > 0 ? room : small.length * (least - 1) - sum(small)
  return hidden.length > 1 && above >= room && below >= room
}

type Numbers = readonly number[]

/** The small ones, and then further ones in an order that everybody knows until there is room. */
const hiddenParts = (numbers: Numbers, order: Numbers): Numbers => {
  const numberAt = (place: number) => numbers[place] ?? 0
  const small = order.filter((place) => isSmall(numberAt(place)))
  const large = order.filter((place) => numberAt(place) >= least)
  const isEnough = (places: readonly number[]) =>
    small.length === 0 || leavesRoom(places.map(numberAt))
  const choices = large.map((_, further) => [...small, ...large.slice(0, further)])
  return choices.find(isEnough) ?? [...small, ...large]
}

/** Of overlapping lines, one that is all but a few tells the few. A further one always goes with them. */
const hiddenOverlapping = (numbers: Numbers, order: Numbers, all: number): Numbers => {
  const numberAt = (place: number) => numbers[place] ?? 0
  const tells = (number: number) => isSmall(number) || (number < all && all - number < least + room)
  const places = order.filter((place) => tells(numberAt(place)))
  const others = order.filter((place) => numberAt(place) > 0 && !places.includes(place))
  return places.length === 0 ? places : [...places, ...others.slice(0, 1)]
}

/**
 * The numbers of a table as they are published. Whatever its readers can work out, at least three numbers
 * are possible for each that is hidden; the reasons are in docs/decisions/0016-publication.md.
 * @param all the number of all, as it is published
 * @param expected how large each line would be expected to be by somebody who knows nothing of these
 * numbers: what is hidden beside the small ones is taken from the smallest, and of equals from the end.
 * It must come from what everybody may know: were it the numbers themselves, it would tell of them
 * @returns `undefined` where the table is left out: fewer than five for each line. That never hangs on
 * how they spread over the lines, and so tells nothing of it
 */
export const suppressed = (
  numbers: readonly number[],
  fit: Fit,
  all: number,
  expected: readonly number[] = [],
): readonly Shown[] | undefined => {
  if (fit !== 'apart' && all < least * numbers.length) return undefined
  const order = [...numbers.keys()]
    .reverse()
    .toSorted((one, other) => (expected[one] ?? 0) - (expected[other] ?? 0))
  const hidden = {
    parts: () => hiddenParts(numbers, order),
    overlapping: () => hiddenOverlapping(numbers, order, all),
    apart: () => order.filter((place) => isSmall(numbers[place] ?? 0)),
  }[fit]()
  return numbers.map((number, place) => (hidden.includes(place) ? 'c' : number))
}
