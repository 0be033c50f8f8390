import type { Series } from './chart'
import { gap, inkOf, lineHeight, sizes, textMarks, type Mark } from './mark'
import { linesWithin } from './text-width'

const swatch = 12

/** What the name of a series takes beside its swatch, at x and y. */
export const keyEntry = ({ label }: Series, series: number, y: number, width: number) => {
  const x = swatch + 6
  const lines = linesWithin(label, width - x, sizes.small)
  const marks: readonly Mark[] = [
    { kind: 'rect', x: 0, y: y + gap, width: swatch, height: swatch, ...inkOf(series) },
    ...textMarks(lines, x, y, { size: sizes.small }),
  ]
  return { marks, height: lines.length * lineHeight(sizes.small) + gap }
}

/** The names of all series below one another; nothing of one series, which the title names. */
export const keyOf = (series: readonly Series[], width: number) => {
  const marks: Mark[] = []
  let height = 0
  if (series.length < 2) return { marks, height }
  for (const [index, one] of series.entries()) {
    const entry = keyEntry(one, index, height, width)
    marks.push(...entry.marks)
    height += entry.height
  }
  return { marks, height: height + 6 }
}
