import { showNumber, type Chart, type Shown } from './chart'
import { keyOf } from './chart-key'
import {
  colours,
  gap,
  inkOf,
  lineHeight,
  sizes,
  textMark,
  textMarks,
  type Drawing,
  type Mark,
} from './mark'
import { linesWithin, widthOf } from './text-width'

/** The most of the width that names of rows take. */
const mostOfNames = 0.42

/** A number to draw with: of one that is hidden nothing is drawn. */
export const lengthOf = (value: Shown | undefined): number =>
  value === 'c' || value === undefined ? 0 : value

/** Where the names of rows end. */
export const namesWidth = (labels: readonly string[], width: number): number =>
  Math.min(width * mostOfNames, Math.max(0, ...labels.map((label) => widthOf(label, sizes.usual))))

/**
 * Horizontal bars from zero, the series of a row below one another, each with its number at its end.
 * In: the width of the whole, in pixels. Out: as high as its rows need.
 */
export const layBars = (
  { labels, series }: Pick<Extract<Chart, { kind: 'bars' }>, 'labels' | 'series'>,
  width: number,
): Drawing => {
  const key = keyOf(series, width)
  const names = namesWidth(labels, width)
  const all = series.flatMap(({ values }) => values)
  const size = series.length > 1 ? sizes.small : sizes.usual
  const numberWidth = Math.max(0, ...all.map((value) => widthOf(showNumber(value), size))) + 6
  const start = names + 8
  const room = Math.max(0, width - start - numberWidth)
  const most = Math.max(0, ...all.map(lengthOf))
  const high = lineHeight(size)
  const apart = series.length > 1 ? 14 : 8
  const marks: Mark[] = [...key.marks]
  let y = key.height
  for (const [row, label] of labels.entries()) {
    const lines = linesWithin(label, names, sizes.usual)
    const barsHeight = series.length * (high + gap) - gap
    const linesHeight = lines.length * lineHeight(sizes.usual)
    const height = Math.max(barsHeight, linesHeight)
    marks.push(...textMarks(lines, 0, y + (height - linesHeight) / 2))
    for (const [index, { values }] of series.entries()) {
      const value = values[row] ?? 0
      const top = y + (height - barsHeight) / 2 + index * (high + gap)
      const long = most === 0 ? 0 : (room * lengthOf(value)) / most
      if (long > 0)
        marks.push({
          kind: 'rect',
          x: start,
          y: top,
          width: long,
          height: high,
          ...inkOf(index),
        })
      marks.push(textMark(showNumber(value), start + long + 5, top + size, { size }))
    }
    y += height + apart
  }
  if (labels.length > 0)
    marks.push({
      kind: 'line',
      from: [start, key.height],
      to: [start, y - apart],
      width: 1,
      colour: colours.axis,
    })
  return { width, height: y, marks }
}
