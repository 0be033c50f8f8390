import { widthOf } from './text-width'

/** Lines in white across a filled shape, by which it is known where there are no colours. */
export type Lines = 'upright' | 'level'

/** How a shape is filled. */
export interface Ink {
  readonly fill: string
  readonly lines?: Lines
}

export interface TextMark {
  readonly kind: 'text'
  readonly x: number
  /** Of the line on which the letters stand. */
  readonly y: number
  readonly text: string
  readonly size: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly colour: string
  readonly isBold: boolean
  /** How wide it may be. Where a font has no letters for it, what stands for them is set smaller. */
  readonly room: number
}

/** One thing that is drawn, whatever draws it. Later ones lie over earlier ones. */
export type Mark =
  | TextMark
  | (Ink & {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly edge?: string
    })
  | {
      readonly kind: 'line'
      readonly from: readonly [x: number, y: number]
      readonly to: readonly [x: number, y: number]
      readonly width: number
      readonly colour: string
    }
  | {
      readonly kind: 'circle'
      readonly x: number
      readonly y: number
      readonly radius: number
      readonly fill: string
    }

/** A chart laid out: from its upper left corner, in pixels of a page or units that a paper scales. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

export const colours = {
  ink: '#0b0c0c',
  muted: '#505a5f',
  grid: '#dcdfe0',
  axis: '#505a5f',
  ground: '#ffffff',
} as const

/**
 * The series of a chart, in order. Source: Government Analysis Function, data visualisation colours.
 * The last two have lines in them, because in print without colours they look like the first two.
 */
export const inks = [
  { fill: '#12436d' },
  { fill: '#28a197' },
  { fill: '#801650', lines: 'upright' },
  { fill: '#f46a25', lines: 'level' },
] as const satisfies readonly Ink[]

export const inkOf = (series: number): Ink => inks[series % inks.length] ?? inks[0]

/** The gap between shapes that touch. */
export const gap = 2
export const sizes = { usual: 14, small: 12 } as const
export const leading = 1.25

/** The height of a line of text. */
export const lineHeight = (size: number) => size * leading
/** From the upper edge of a line of text to where its letters stand. */
export const ascent = (size: number) => size

/** A text in one line. */
export const textMark = (
  text: string,
  x: number,
  y: number,
  { size = sizes.usual, anchor = 'start', colour = colours.ink, isBold = false }: TextStyle = {},
): TextMark => ({
  ...{ kind: 'text', text, x, y, size, anchor, colour, isBold },
  room: Math.ceil(widthOf(text, size, isBold)),
})

export type TextStyle = Partial<Pick<TextMark, 'size' | 'anchor' | 'colour' | 'isBold'>>

/** Lines of text below one another, the first with its upper edge at y. */
export const textMarks = (
  lines: readonly string[],
  x: number,
  y: number,
  style: TextStyle = {},
): readonly TextMark[] => {
  const size = style.size ?? sizes.usual
  return lines.map((line, index) =>
    textMark(line, x, y + ascent(size) + index * lineHeight(size), style),
  )
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The room that a text takes at most. */
export const boxOf = ({ x, y, text, size, anchor, isBold }: TextMark): Box => {
  const width = widthOf(text, size, isBold)
  const left = x - { start: 0, middle: width / 2, end: width }[anchor]
  return { left, right: left + width, top: y - ascent(size), bottom: y + size * (leading - 1) }
}

/** What sums of fractions may be wrong by. */
const slip = 0.01

const touches = (one: Box, other: Box) =>
  one.left < other.right - slip &&
  other.left < one.right - slip &&
  one.top < other.bottom - slip &&
  other.top < one.bottom - slip

/** Whether every text stands within the drawing, and touches neither another text nor a bar. */
export const isLegible = ({ width, height, marks }: Drawing): boolean => {
  const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [boxOf(mark)] : []))
  const shapes = marks.flatMap((mark) =>
    mark.kind === 'rect' && mark.fill !== colours.ground
      ? [{ left: mark.x, right: mark.x + mark.width, top: mark.y, bottom: mark.y + mark.height }]
      : [],
  )
  return texts.every(
    (box, index) =>
      box.left >= -slip &&
      box.right <= width + slip &&
      box.bottom <= height &&
      ![...texts.slice(index + 1), ...shapes].some((other) => touches(box, other)),
  )
}
