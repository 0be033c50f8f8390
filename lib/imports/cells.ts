/** What a cell means, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }

/** A column of a list of past referrals. */
export interface Column<T> {
  /** As the template calls it. */
  readonly heading: string
  /** What other lists call it. */
  readonly knownAs: readonly string[]
  /** What may stand in it, for whoever fills it in. */
  readonly says: string
  readonly example: string
  readonly whenEmpty: Read<T>
  /** In: what stands in the cell, never empty, and today as an ISO date. */
  readonly read: (text: string, today: string) => Read<T>
}

interface Option {
  readonly label: string
  /** What else lists call it. */
  readonly knownAs?: readonly string[]
}

/** A name as it is compared with others: its letters and digits, in small letters. */
export const plainName = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const finderOf = <Code extends string>(options: Readonly<Record<Code, Option>>) => {
  const names = new Map<string, Code>()
  for (const code of Object.keys(options) as Code[]) {
    const { label, knownAs = [] } = options[code]
    for (const name of [code, label, ...knownAs]) names.set(plainName(name), code)
  }
  return (text: string) => names.get(plainName(text))
}

/** Reads one of some options, by its code, its label or another name. */
export const oneOf = <Code extends string>(
  options: Readonly<Record<Code, Option>>,
  wrong: string,
) => {
  const find = finderOf(options)
  return (text: string): Read<Code> => {
    const code = find(text)
    return code === undefined ? { wrong } : { value: code }
  }
}

/** Reads several of some options, with a comma, a semicolon, a slash, a plus or "and" between them. */
export const anyOf = <Code extends string>(
  options: Readonly<Record<Code, Option>>,
  wrong: string,
) => {
  const find = finderOf(options)
  return (text: string): Read<readonly Code[]> => {
    const whole = find(text)
    if (whole !== undefined) return { value: [whole] }
    const parts = text.split(/[;,/+&\n]|\band\b/i).filter((part) => plainName(part) !== '')
    const found = parts.flatMap((part) => find(part) ?? [])
    return parts.length > 0 && found.length === parts.length
      ? { value: [...new Set(found)] }
      : { wrong }
  }
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** Year, month and day of what is written as a day in one of the ways in which people here write one. */
const partsOf = (text: string): readonly (string | number | undefined)[] => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text)
  if (iso) return iso.slice(1)
  const figures = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  if (figures) return figures.slice(1).toReversed()
  const words = /^(\d{1,2})(?:st|nd|rd|th)? +([a-z]{3,9})\.?,? +(\d{4})$/i.exec(text)
  const month = months.indexOf(words?.[2]?.slice(0, 3).toLowerCase() ?? '') + 1
  return words && month > 0 ? [words[3], month, words[1]] : []
}

/** No list is older: the National Referral Mechanism began in 2009. */
const earliest = '2000-01-01'

/**
 * Reads a day: 2017-11-03, 3/11/2017, 3.11.2017, 3 November 2017. The day stands before the month.
 * @returns an ISO date
 */
export const readDay =
  (called: string) =>
  (text: string, today: string): Read<string> => {
    const [year = 0, month = 0, day = 0] = partsOf(text.trim()).map(Number)
    const at = new Date(Date.UTC(year, month - 1, day))
    const isDay = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1
    if (!isDay || at.getUTCDate() !== day)
      return { wrong: `${called} must be a real date, like 3 November 2017 or 03/11/2017` }
    const iso = at.toISOString().slice(0, 10)
    if (iso > today) return { wrong: `${called} must be today or in the past` }
    return iso < earliest
      ? { wrong: `${called} must be in the year 2000 or later` }
      : { value: iso }
  }
