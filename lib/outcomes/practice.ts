import { codesOf } from './breakdown'
import { showNumber } from './chart'
import { cellsOf, numbersBy, totalOf, type Counts } from './counts'
import { labelOf } from './dimensions'
import { figureOf } from './figures'
import { numbersOf } from './pathway'
import type { Period } from './period'
import { capital, during, listed, numbered, partOf, small } from './sentences'

const answered: Readonly<Record<string, string>> = {
  given: 'agreed',
  refused: 'did not agree',
  withdrawn: 'changed their mind',
}

const often = (number: number) =>
  number === 1 ? 'once' : `${number.toLocaleString('en-GB')} times`

/** What people answered, in a sentence. */
export const consentFinding = (counts: Counts, period: Period): string => {
  const numbers = numbersOf(counts, 'consent', 'consentAnswer')
  const said = Object.entries(answered).flatMap(([answer, words]) => {
    const number = numbers.get(answer) ?? 0
    return number > 0 ? [`${words} ${often(number)}`] : []
  })
  return said.length > 0
    ? `People who were asked ${listed(said)}`
    : `Nobody said yes or no to anything ${during(period)}`
}

const dutyToNotify = ['duty to notify', 'duties to notify'] as const

/** How the duties of a time stand, in a sentence. Of one kind, or of all. */
export const dutiesFinding = (counts: Counts, period: Period, kind?: 'duty_to_notify'): string => {
  const { keys } = figureOf('duties')
  const place = keys.findIndex(({ dimension }) => dimension === 'duty')
  const cells = cellsOf(counts, 'duties').filter(({ codes }) => !kind || codes[place] === kind)
  const key = keys.findIndex(({ dimension }) => dimension === 'dutyState')
  const states = numbersBy(cells, key)
  const noun = kind ? dutyToNotify : figureOf('duties').counts
  const all = cells.reduce((sum, { number }) => sum + number, 0)
  const said = codesOf('dutyState', states).flatMap((state) => {
    const number = states.get(state) ?? 0
    return number > 0
      ? [`${number.toLocaleString('en-GB')} ${small(labelOf('dutyState', state))}`]
      : []
  })
  const fell = `${capital(numbered(all, noun))} fell due ${during(period)}`
  return all === 0 ? fell : `${fell}: ${listed(said)}`
}

/** How many referrals were of somebody who was referred before. */
export const repeatsFinding = (counts: Counts, period: Period): string => {
  const all = totalOf(counts, 'repeats')
  const again = totalOf(counts, 'repeats', 'yes')
  if (all === 0) return `There were no referrals ${during(period)}`
  if (again === 0) return 'No referral was of a person who was known to have been referred before'
  return `${partOf(again, all, figureOf('repeats').counts)} ${again === 1 ? 'was' : 'were'} of a person who was referred before`
}

/** How many outcomes of the National Referral Mechanism have no number of a crime record. */
export const withoutReference = (counts: Counts, period: Period): string => {
  const all = totalOf(counts, 'withoutCrimeReference')
  const outcomes = numbered(all, figureOf('withoutCrimeReference').counts)
  return all === 0
    ? `No outcome of the National Referral Mechanism ${during(period)} is without a crime reference`
    : `${capital(outcomes)} of the National Referral Mechanism ${all === 1 ? 'has' : 'have'} no crime reference`
}

/** As many nationalities as the Home Office’s bulletin names in its key results. */
const mostNamed = 3

/** Which nationalities were met most often, in a sentence; `undefined` where none is known. */
export const nationalitiesFinding = (counts: Counts): string | undefined => {
  const numbers = numbersOf(counts, 'nationalities', 'nationality')
  const notKnown = numbers.get('unknown') ?? 0
  const named = codesOf('nationality', numbers)
    .filter((code) => code !== 'unknown' && code !== 'other')
    .slice(0, mostNamed)
    .map((code) => `${labelOf('nationality', code)} (${showNumber(numbers.get(code) ?? 0)})`)
  if (named.length === 0) return undefined
  const them = named.length === 1 ? 'nationality was' : 'nationalities were'
  const most = `The most frequent ${them} ${listed(named)}`
  return notKnown > 0 ? `${most}; of ${showNumber(notKnown)} it is not known` : most
}
