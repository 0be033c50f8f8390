import { showNumber, type Chart } from './chart'
import { lengthOf } from './chart-bars'
import {
  colours,
  gap,
  inks,
  lineHeight,
  sizes,
  textMark,
  textMarks,
  type Drawing,
  type Mark,
} from './mark'
import { linesWithin, widthOf } from './text-width'

const widestTile = 120
const padding = 3

/** From none to the most: how dark a tile is, and what is legible on it. */
export const shades = [
  { fill: colours.ground, text: colours.ink },
  { fill: '#d6e2ee', text: colours.ink },
  { fill: '#a9c4dc', text: colours.ink },
  { fill: '#3f6f9c', text: colours.ground },
  { fill: inks[0].fill, text: colours.ground },
] as const

/** None has the first shade alone; the rest are in quarters of the most. */
const shadeOf = (value: number, most: number) =>
  shades[value === 0 ? 0 : Math.ceil((value / most) * (shades.length - 1))] ?? shades[0]

/** A tile for each district where it lies, with its name and its number; darker where there are more. */
export const layTiles = ({ tiles }: Extract<Chart, { kind: 'tiles' }>, width: number): Drawing => {
  const firstColumn = Math.min(...tiles.map(({ column }) => column))
  const firstRow = Math.min(...tiles.map(({ row }) => row))
  const columns = Math.max(0, ...tiles.map(({ column }) => column - firstColumn + 1))
  const rows = Math.max(0, ...tiles.map(({ row }) => row - firstRow + 1))
  const wide = Math.min(widestTile, (width - gap * columns) / Math.max(1, columns))
  const most = Math.max(0, ...tiles.map(({ value }) => lengthOf(value)))
  const names = tiles.map(({ label }) => linesWithin(label, wide - 2 * padding, sizes.small))
  const nameLines = Math.max(0, ...names.map(({ length }) => length))
  const high = nameLines * lineHeight(sizes.small) + lineHeight(16) + 2 * padding + 2
  const marks = tiles.flatMap(({ row, column, value }, index): readonly Mark[] => {
    const { fill, text } = shadeOf(lengthOf(value), most)
    const x = gap / 2 + (column - firstColumn) * (wide + gap)
    const y = gap / 2 + (row - firstRow) * (high + gap)
    return [
      { kind: 'rect', x, y, width: wide, height: high, fill, edge: inks[0].fill },
      ...textMarks(names[index] ?? [], x + padding, y + padding, {
        size: sizes.small,
        colour: text,
      }),
      textMark(showNumber(value), x + padding, y + high - padding - 3, {
        size: 16,
        colour: text,
        isBold: true,
      }),
    ]
  })
  return { width: columns * (wide + gap), height: rows * (high + gap), marks }
}

/** Whether no name of a tile has to be broken inside a word, and every number has room. */
export const tilesFit = ({ tiles }: Extract<Chart, { kind: 'tiles' }>, width: number): boolean => {
  const columns = new Set(tiles.map(({ column }) => column))
  const span = Math.max(...columns) - Math.min(...columns) + 1
  const room = Math.min(widestTile, (width - gap * span) / span) - 2 * padding
  return tiles.every(
    ({ label, value }) =>
      widthOf(showNumber(value), 16, true) <= room &&
      label.split(/\s+/).every((word) => widthOf(word, sizes.small) <= room),
  )
}
