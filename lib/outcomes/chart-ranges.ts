import type { Chart } from './chart'
import { namesWidth } from './chart-bars'
import {
  colours,
  inks,
  lineHeight,
  sizes,
  textMark,
  textMarks,
  type Drawing,
  type Mark,
} from './mark'
import { timesUpTo } from './scale'
import { showLength } from './sentences'
import { linesWithin, widthOf } from './text-width'

const radius = 5
const ink = inks[0].fill

/** What the dot and the line of a row say, in words. */
export const rangeInWords = ({ median, ninety }: { median: number; ninety: number }): string =>
  `Half took at most ${showLength(median)}, nine in ten at most ${showLength(ninety)}`

/** The ticks that have room beside one another: fewer where their names are long. */
const ticksWithin = (most: number, room: number) => {
  for (const about of [5, 4, 3, 2, 1]) {
    const ticks = timesUpTo(most, about)
    const names = ticks.map((tick) => widthOf(nameOf(tick), sizes.small))
    const half = (names.at(-1) ?? 0) / 2
    const track = room - half
    if (Math.max(...names) + 6 <= track / (ticks.length - 1)) return { ticks, track }
  }
  return { ticks: [], track: room - radius }
}

const nameOf = (tick: number) => (tick === 0 ? '0' : showLength(tick))

/** A dot at the median of each row and a line to its ninetieth percentile, on one scale of time. */
export const layRanges = ({ rows }: Extract<Chart, { kind: 'ranges' }>, width: number): Drawing => {
  const names = namesWidth(
    rows.map(({ label }) => label),
    width,
  )
  const start = names + 8 + radius
  const room = width - start
  const most = Math.max(0, ...rows.map(({ ninety }) => ninety))
  const { ticks, track } = ticksWithin(most, room)
  const top = ticks.at(-1) ?? most
  const xOf = (minutes: number) => start + (top === 0 ? 0 : (track * minutes) / top)
  const marks: Mark[] = []
  let y = 0
  for (const row of rows) {
    const label = linesWithin(row.label, names, sizes.usual)
    const words = linesWithin(rangeInWords(row), room, sizes.small)
    const middle = y + radius + 2
    const [from, to] = [xOf(row.median), xOf(row.ninety)]
    marks.push(
      ...textMarks(label, 0, y),
      { kind: 'line', from: [from, middle], to: [to, middle], width: 3, colour: ink },
      { kind: 'line', from: [to, middle - 5], to: [to, middle + 5], width: 3, colour: ink },
      { kind: 'circle', x: from, y: middle, radius, fill: ink },
      ...textMarks(words, start - radius, y + 16, { size: sizes.small }),
    )
    y += Math.max(
      label.length * lineHeight(sizes.usual),
      16 + words.length * lineHeight(sizes.small),
    )
    y += 10
  }
  const foot = y
  const scale = ticks.flatMap((tick): readonly Mark[] => [
    {
      kind: 'line',
      from: [xOf(tick), foot - 6],
      to: [xOf(tick), foot],
      width: 1,
      colour: colours.axis,
    },
    textMark(nameOf(tick), xOf(tick), foot + sizes.small + 3, {
      size: sizes.small,
      anchor: 'middle',
      colour: colours.muted,
    }),
  ])
  const axis: Mark = {
    kind: 'line',
    from: [start, foot - 6],
    to: [start + track, foot - 6],
    width: 1,
    colour: colours.axis,
  }
  return {
    width,
    height: foot + lineHeight(sizes.small) + 6,
    marks: rows.length > 0 ? [axis, ...scale, ...marks] : [],
  }
}
