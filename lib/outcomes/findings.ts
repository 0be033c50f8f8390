import { toldOf, type Breakdown, type Line } from './breakdown'
import { showNumber, type Shown } from './chart'
import { dimensions } from './dimensions'
import { listed, numbered, partOf, type Noun } from './sentences'

/** How the largest line of a figure is told. */
export interface Lead {
  readonly noun: Noun
  /** What the things did: "came from". Without it, which was found most often. */
  readonly verb?: string
  /** The line inside the sentence: "district or borough councils". Its label, where it is not said. */
  readonly words: (line: Line) => string
  /** What the lines are parts of. */
  readonly whole: Shown
}

type Known = readonly [line: Line, number: number]

const isNotKnown = ({ code }: Line) => code === 'unknown'

const largestOf = (breakdown: Breakdown): Found | undefined => {
  const known = breakdown.lines.flatMap((line): Known[] => {
    const number = toldOf(breakdown, line)
    return isNotKnown(line) || number === 'c' || number === 0 ? [] : [[line, number]]
  })
  if (known.length === 0) return undefined
  const top = Math.max(...known.map(([, number]) => number))
  return { top, lines: known.filter(([, number]) => number === top).map(([line]) => line) }
}

const amountOf = (top: number, whole: Shown, lines: readonly Line[], noun?: Noun) => {
  if (whole === 'c') return showNumber(top)
  if (lines.length === 1) return partOf(top, whole, noun)
  return `${showNumber(top)} each, of ${noun ? numbered(whole, noun) : showNumber(whole)}`
}

/** More lines than these are not told one by one. */
const mostTied = 3

interface Found {
  readonly top: number
  readonly lines: readonly Line[]
}

const withVerb = ({ top, lines }: Found, { noun, verb, words, whole }: Lead) => {
  const [one, many] = noun
  const what = `${verb} ${listed(lines.map(words))}`
  if (top === whole && lines.length === 1)
    return whole === 1
      ? `the one ${one} ${what.replace(/^were /, 'was ')}`
      : `all ${showNumber(whole)} ${many} ${what}`
  const amount = amountOf(top, whole, lines)
  if (lines.length > 1) return `the largest numbers of ${many} ${what}: ${amount}`
  if (whole !== 'c' && top * 2 > whole) return `most ${many} ${what}: ${amount}`
  return `the largest number of ${many} ${what}: ${amount}`
}

const withoutVerb = ({ top, lines }: Found, { noun, words, whole }: Lead) =>
  `most often: ${listed(lines.map(words))}, in ${amountOf(top, whole, lines, noun)}`

const said = (found: Found, dimension: string, lead: Lead) => {
  if (found.lines.length > mostTied)
    return `no ${dimension} stands out: several have ${numbered(found.top, lead.noun)} each, the most`
  return lead.verb ? withVerb(found, lead) : withoutVerb(found, lead)
}

/**
 * What a breakdown found, as the start of a sentence: which line is the largest, and how large. It says
 * nothing that the lines do not say: of hidden numbers only that there are some.
 * @returns `undefined` where no line has a number that can be told
 */
export const largest = (breakdown: Breakdown, lead: Lead): string | undefined => {
  const found = largestOf(breakdown)
  if (!found) return undefined
  const words = said(found, dimensions[breakdown.dimension].label.toLowerCase(), lead)
  const isHidden = breakdown.lines.some((line) => toldOf(breakdown, line) === 'c')
  return isHidden ? `of the numbers that can be shown, ${words}` : words
}
