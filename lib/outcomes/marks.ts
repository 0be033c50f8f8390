import type { Chart } from './chart'
import { layBars } from './chart-bars'
import { layColumns } from './chart-columns'
import { layRanges } from './chart-ranges'
import { layTiles, tilesFit } from './chart-tiles'
import { isLegible, sizes, textMark, type Drawing, type Mark } from './mark'

/** As wide as a phone of 390 pixels shows it in its own size. */
export const narrow = 356
/** As wide as a page of paper has room for in the size of its text. */
export const ofPaper = 640

const lay = (chart: Chart, width: number): Drawing => {
  if (chart.kind === 'bars') return layBars(chart, width)
  if (chart.kind === 'ranges') return layRanges(chart, width)
  if (chart.kind === 'columns') {
    const columns = layColumns(chart, width)
    return columns && isLegible(columns) ? columns : layBars(chart, width)
  }
  if (chart.tiles.length > 0 && tilesFit(chart, width)) return layTiles(chart, width)
  return layBars(
    {
      labels: chart.tiles.map(({ label }) => label),
      series: [{ label: '', values: chart.tiles.map(({ value }) => value) }],
    },
    width,
  )
}

const tenth = (number: number) => Math.round(number * 10) / 10

const rounded = (mark: Mark): Mark => {
  switch (mark.kind) {
    case 'line':
      return {
        ...mark,
        from: [tenth(mark.from[0]), tenth(mark.from[1])],
        to: [tenth(mark.to[0]), tenth(mark.to[1])],
      }
    case 'rect':
      return {
        ...mark,
        x: tenth(mark.x),
        y: tenth(mark.y),
        width: tenth(mark.width),
        height: tenth(mark.height),
      }
    case 'circle':
    case 'text':
      return { ...mark, x: tenth(mark.x), y: tenth(mark.y) }
  }
}

const nothing = (width: number): Drawing => ({
  width,
  height: 24,
  marks: [textMark('There is nothing to draw', 0, sizes.usual)],
})

/**
 * A chart laid out as marks, so that a page and a paper draw the same. In: the width that it may take,
 * in pixels. Where columns or tiles are too many for their words, their numbers stand in rows.
 */
export const marksOf = (chart: Chart, width: number): Drawing => {
  const { marks, ...size } = lay(chart, width)
  return marks.some(({ kind }) => kind === 'text')
    ? { width: tenth(size.width), height: Math.ceil(size.height), marks: marks.map(rounded) }
    : nothing(width)
}

const kinds = {
  columns: 'Columns over time',
  bars: 'Bars',
  ranges: 'A dot at the median and a line to the ninetieth percentile of each row',
  tiles: 'A map of tiles, one for each district',
} as const satisfies Record<Chart['kind'], string>

/** What a chart is, to somebody who does not see it. */
export const inWords = ({ kind }: Chart, title: string): string =>
  `${kinds[kind]}: ${title}. The table below it has the same numbers.`
