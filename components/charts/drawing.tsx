import { colours, sizes, type Drawing, type Lines, type Mark } from '@/lib/outcomes/mark'

/** A filled shape with lines across it: a pattern of the drawing, by the name that it has there. */
const patternOf = (id: string, { fill, lines }: { fill: string; lines: Lines }) =>
  `${id}-${lines}-${fill.slice(1)}`

const distance = 6

function Patterns({ id, marks }: { id: string; marks: readonly Mark[] }) {
  const lined = marks.flatMap((mark) =>
    mark.kind === 'rect' && mark.lines ? [{ fill: mark.fill, lines: mark.lines }] : [],
  )
  const patterns = [...new Map(lined.map((one) => [patternOf(id, one), one] as const))]
  if (patterns.length === 0) return null
  return (
    <defs>
      {patterns.map(([name, { fill, lines }]) => (
        <pattern
          key={name}
          id={name}
          width={distance}
          height={distance}
          patternUnits="userSpaceOnUse"
        >
          <rect width={distance} height={distance} fill={fill} />
          {lines === 'upright' ? (
            <rect width={2} height={distance} fill={colours.ground} />
          ) : (
            <rect width={distance} height={2} fill={colours.ground} />
          )}
        </pattern>
      ))}
    </defs>
  )
}

function Shape({ id, mark }: { id: string; mark: Mark }) {
  switch (mark.kind) {
    case 'text':
      return (
        <text
          x={mark.x}
          y={mark.y}
          fontSize={mark.size === sizes.small ? undefined : mark.size}
          fontWeight={mark.isBold ? 700 : undefined}
          textAnchor={mark.anchor === 'start' ? undefined : mark.anchor}
          fill={mark.colour === colours.ink ? undefined : mark.colour}
        >
          {mark.text}
        </text>
      )
    case 'rect': {
      const { x, y, width, height, fill, lines, edge } = mark
      const paint = lines ? `url(#${patternOf(id, { fill, lines })})` : fill
      return <rect {...{ x, y, width, height }} fill={paint} stroke={edge ?? (lines && fill)} />
    }
    case 'line':
      return (
        <line
          x1={mark.from[0]}
          y1={mark.from[1]}
          x2={mark.to[0]}
          y2={mark.to[1]}
          stroke={mark.colour}
          strokeWidth={mark.width}
        />
      )
    case 'circle':
      return <circle cx={mark.x} cy={mark.y} r={mark.radius} fill={mark.fill} />
  }
}

export interface ChartDrawingProps {
  /** Of this drawing alone on its page. */
  id: string
  drawing: Drawing
  title: string
  /** What it is, to somebody who does not see it. The numbers are in the table beside it. */
  description: string
}

/** A chart as SVG: real text, no script, and as legible in print without colours. */
export function ChartDrawing({ id, drawing, title, description }: ChartDrawingProps) {
  const { width, height, marks } = drawing
  return (
    <svg
      className="chart"
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      fill={colours.ink}
      fontSize={sizes.small}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Patterns id={id} marks={marks} />
      {marks.map((mark, index) => (
        <Shape key={index} id={id} mark={mark} />
      ))}
    </svg>
  )
}
