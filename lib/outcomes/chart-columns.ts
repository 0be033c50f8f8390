import { showNumber, type Chart, type Shown } from './chart'
import { lengthOf } from './chart-bars'
import { keyEntry } from './chart-key'
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
import { ticksUpTo } from './scale'
import { linesWithin, widthOf } from './text-width'

type Columns = Extract<Chart, { kind: 'columns' }>

/** Of the columns alone, without their names and numbers. */
const plotHeight = 160
const widestColumn = 48

/** All of a column; hidden where any part of it is, because the rest is not all of it. */
const totalOf = (parts: readonly Shown[]): Shown =>
  parts.includes('c') ? 'c' : parts.reduce<number>((sum, part) => sum + lengthOf(part), 0)

const withYear = /^(.*\S) (\d{4})$/

/** Names that all end with a year, as what stands before it and the columns of each year. */
const byYear = (labels: readonly string[]) => {
  const parts = labels.map((label) => withYear.exec(label))
  if (labels.length === 0 || parts.some((part) => part === null)) return undefined
  const years: { readonly year: string; readonly from: number; until: number }[] = []
  for (const [index, part] of parts.entries()) {
    const year = part?.[2] ?? ''
    const last = years.at(-1)
    if (last?.year === year) last.until = index
    else years.push({ year, from: index, until: index })
  }
  return { names: parts.map((part) => part?.[1] ?? ''), years }
}

/** Names under the columns, a year once under all of its columns; none where a word has to be broken. */
const layNames = (labels: readonly string[], left: number, slot: number, y: number) => {
  const style = { size: sizes.small, anchor: 'middle' } as const
  const split = byYear(labels)
  const lines = (split?.names ?? labels).map((label) => linesWithin(label, slot - 1, sizes.small))
  const marks: Mark[] = lines.flatMap((each, index) =>
    textMarks(each, left + (index + 0.5) * slot, y, style),
  )
  const below = y + Math.max(0, ...lines.map(({ length }) => length)) * lineHeight(sizes.small)
  if (!split) return { marks, bottom: below }
  for (const { year, from, until } of split.years) {
    const room = (until - from + 1) * slot
    const fits = widthOf(year, sizes.small, true) <= room
    // A year of one narrow column reaches back under the column before it.
    const x = left + (until + 1) * slot - (fits ? room / 2 : 0)
    marks.push(
      ...textMarks([year], x, below, { ...style, anchor: fits ? 'middle' : 'end', isBold: true }),
    )
  }
  return { marks, bottom: below + lineHeight(sizes.small) }
}

/**
 * Columns over time from zero, the series stacked, with the whole above each column. Of several series
 * the numbers stand below the columns, each series in a row under its name. Out: nothing where the names
 * of the columns have no room.
 */
export const layColumns = ({ labels, series }: Columns, width: number): Drawing | undefined => {
  const totals = labels.map((_, index) => totalOf(series.map(({ values }) => values[index] ?? 0)))
  const heights = labels.map((_, index) =>
    series.reduce((sum, { values }) => sum + lengthOf(values[index]), 0),
  )
  const ticks = ticksUpTo(Math.max(0, ...heights))
  const top = ticks.at(-1) ?? 0
  const left = Math.max(...ticks.map((tick) => widthOf(showNumber(tick), sizes.small))) + 6
  const slot = (width - left) / Math.max(1, labels.length)
  const columnWidth = Math.min(widestColumn, slot - Math.max(3, slot / 5))
  const head = lineHeight(sizes.small) + 4
  const base = head + plotHeight
  const yOf = (number: number) => base - (top === 0 ? 0 : (plotHeight * number) / top)
  const middle = (index: number) => left + (index + 0.5) * slot

  const marks: Mark[] = ticks.flatMap((tick): readonly Mark[] => [
    {
      kind: 'line',
      from: [left, yOf(tick)],
      to: [width, yOf(tick)],
      width: 1,
      colour: tick === 0 ? colours.axis : colours.grid,
    },
    textMark(showNumber(tick), left - 6, yOf(tick) + 4, {
      size: sizes.small,
      anchor: 'end',
      colour: colours.muted,
    }),
  ])
  for (const index of labels.keys()) {
    let below = 0
    for (const [each, { values }] of series.entries()) {
      const value = lengthOf(values[index])
      if (value === 0) continue
      const from = yOf(below)
      below += value
      const to = yOf(below)
      // The gap is cut from the foot, so that each part still ends where the parts so far add up to.
      const height = below === value ? from - to : Math.max(from - to - gap, (from - to) / 2)
      const x = middle(index) - columnWidth / 2
      marks.push({ kind: 'rect', x, y: to, width: columnWidth, height, ...inkOf(each) })
    }
    const text = showNumber(totals[index] ?? 0)
    const ground = widthOf(text, sizes.small, true)
    marks.push(
      {
        kind: 'rect',
        x: middle(index) - ground / 2,
        y: yOf(below) - lineHeight(sizes.small) - 1,
        width: ground,
        height: lineHeight(sizes.small),
        fill: colours.ground,
      },
      textMark(text, middle(index), yOf(below) - 4, {
        size: sizes.small,
        anchor: 'middle',
        isBold: true,
      }),
    )
  }
  const names = layNames(labels, left, slot, base + 4)
  if (!names) return undefined
  marks.push(...names.marks)
  let y = names.bottom + 6
  if (series.length < 2) return { width, height: y, marks }
  for (const [index, one] of series.entries()) {
    const entry = keyEntry(one, index, y, width)
    y += entry.height
    marks.push(...entry.marks)
    for (const [column, value] of one.values.slice(0, labels.length).entries())
      marks.push(
        ...textMarks([showNumber(value)], middle(column), y, {
          size: sizes.small,
          anchor: 'middle',
        }),
      )
    y += lineHeight(sizes.small) + 4
  }
  return { width, height: y, marks }
}
