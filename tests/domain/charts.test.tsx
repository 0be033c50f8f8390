import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChartFigure } from '@/components/charts/chart-figure'
import { showNumber, type Chart } from '@/lib/outcomes/chart'
import { shades } from '@/lib/outcomes/chart-tiles'
import { rangeInWords } from '@/lib/outcomes/chart-ranges'
import { colours, inks, type Drawing, type Mark } from '@/lib/outcomes/mark'
import { marksOf, narrow, ofPaper } from '@/lib/outcomes/marks'
import { showPeriod } from '@/lib/outcomes/period'
import { offeredTimes } from '@/lib/outcomes/report-choice'
import { reportOf } from '@/lib/outcomes/report-of'
import { ticksUpTo, timesUpTo } from '@/lib/outcomes/scale'
import { trendOf } from '@/lib/outcomes/trend'
import { linesWithin, widthOf } from '@/lib/outcomes/text-width'
import {
  anyBars,
  anyChart,
  anyColumns,
  anyRanges,
  anyTiles,
  valuesOf,
} from '@/tests/support/any-charts'
import { anyPeriod, anyReportCounts } from '@/tests/support/any-counts'
import { boardReport, figuresOf } from '@/tests/support/reports'

type Of<Kind extends Mark['kind']> = Extract<Mark, { kind: Kind }>
const marksOfKind = <Kind extends Mark['kind']>({ marks }: Drawing, kind: Kind) =>
  marks.filter((mark): mark is Of<Kind> => mark.kind === kind)

/** The room of a text by the real widths of the fonts that draw it. */
const fontFile = (weight: string) =>
  readFileSync(`node_modules/@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`)
const ruler = new PDFDocument()
ruler.registerFont('Noto', fontFile('400Regular'))
ruler.registerFont('Noto-Bold', fontFile('700Bold'))
const fonts = { regular: ['Noto', 'Helvetica'], bold: ['Noto-Bold', 'Helvetica-Bold'] }
const measured = (text: string, size: number, isBold = false) =>
  Math.max(
    ...fonts[isBold ? 'bold' : 'regular'].map((font) =>
      ruler.font(font).fontSize(size).widthOfString(text),
    ),
  )

const boxOf = ({ text, x, y, size, anchor, isBold }: Of<'text'>) => {
  const wide = /^[\u0020-\u007e]*$/.test(text)
    ? measured(text, size, isBold)
    : widthOf(text, size, isBold)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  // Capitals reach 0.72 of the size above the line and tails 0.22 below it, in each of the fonts.
  return { text, left, right: left + wide, top: y - 0.75 * size, bottom: y + 0.22 * size }
}
type Box = ReturnType<typeof boxOf>

const touches = (one: Box, other: Box) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom

const collisions = (drawing: Drawing) => {
  const boxes = marksOfKind(drawing, 'text').map(boxOf)
  return boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .flatMap((other) => (touches(box, other) ? [[box.text, other.text]] : [])),
  )
}

const outside = (drawing: Drawing) =>
  marksOfKind(drawing, 'text')
    .map(boxOf)
    .filter(
      ({ left, right, top, bottom }) =>
        left < -0.1 || right > drawing.width + 0.1 || top < 0 || bottom > drawing.height,
    )
    .map(({ text }) => text)

const shapesOf = (drawing: Drawing) =>
  marksOfKind(drawing, 'rect').filter(({ fill }) => inks.some((ink) => ink.fill === fill))
const swatch = (shape: Of<'rect'>) => shape.x === 0 && shape.width === 12
/** The parts of each column, by where it stands. */
const byPlace = (shapes: readonly Of<'rect'>[]) => {
  const columns = new Map<number, Of<'rect'>[]>()
  for (const shape of shapes) columns.set(shape.x, [...(columns.get(shape.x) ?? []), shape])
  return columns
}
const words = (drawing: Drawing) => marksOfKind(drawing, 'text').map(({ text }) => text)
const occurrences = (texts: readonly string[]) => {
  const found = new Map<string, number>()
  for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1)
  return found
}

const anyWidth = fc.constantFrom(narrow, ofPaper, 420)

describe('the width of a text', () => {
  it('is never told too small, of any word in Latin letters', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
        }),
        fc.boolean(),
        (text, isBold) => {
          // A fiftieth for odd pairs of marks, which a font sets further apart: "f]".
          expect(widthOf(text, 14, isBold) * 1.02 + 0.01).toBeGreaterThan(
            measured(text, 14, isBold),
          )
        },
      ),
    ))

  it('holds of every line of a text that is broken, and no character is lost', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 20, max: 300 }),
        (text, width) => {
          const lines = linesWithin(text, width, 14)
          expect(lines.filter((line) => widthOf(line, 14) > width)).toEqual([])
          expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        },
      ),
    ))
})

describe('a scale', () => {
  it.each([
    [0, [0]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [31, [0, 10, 20, 30, 40]],
    [200, [0, 50, 100, 150, 200]],
  ])('up to %i is marked at %j', (most, ticks) => {
    expect(ticksUpTo(most)).toEqual(ticks)
  })

  it.each([
    [45, [0, 15, 30, 45]],
    [480, [0, 120, 240, 360, 480]],
    [4 * 1440, [0, 1440, 2 * 1440, 3 * 1440, 4 * 1440]],
  ])('of time up to %i minutes is marked at %j', (most, ticks) => {
    expect(timesUpTo(most, 4)).toEqual(ticks)
  })

  it('begins at zero, ends at or above the most, and has few marks', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        for (const ticks of [ticksUpTo(most), timesUpTo(most, 4)]) {
          expect(ticks[0]).toBe(0)
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
          expect(ticks.length).toBeLessThanOrEqual(6)
        }
      }),
    ))
})

describe('any chart, as wide as any page', () => {
  it('has its words inside it, and none touches another', () =>
    fc.assert(
      fc.property(anyChart, anyWidth, (chart, width) => {
        const drawing = marksOf(chart, width)
        expect(drawing.width).toBeLessThanOrEqual(width)
        expect(outside(drawing)).toEqual([])
        expect(collisions(drawing)).toEqual([])
      }),
      { numRuns: 400 },
    ))

  it('has no word that is smaller than 12 pixels, and no number that is none', () =>
    fc.assert(
      fc.property(anyChart, (chart) => {
        const drawing = marksOf(chart, narrow)
        expect(marksOfKind(drawing, 'text').filter(({ size }) => size < 12)).toEqual([])
        expect(JSON.stringify(drawing)).not.toMatch(/NaN|null|Infinity/)
      }),
    ))

  it('has every shape inside it, below no words but those that it is the ground of', () =>
    fc.assert(
      fc.property(fc.oneof(anyBars, anyColumns), anyWidth, (chart, width) => {
        const drawing = marksOf(chart, width)
        const shapes = shapesOf(drawing).map((shape) => ({
          text: 'shape',
          left: shape.x,
          right: shape.x + shape.width,
          top: shape.y,
          bottom: shape.y + shape.height,
        }))
        for (const { left, right, top, bottom } of shapes) {
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(drawing.width + 0.1)
          expect(bottom).toBeLessThanOrEqual(drawing.height)
        }
        const covered = marksOfKind(drawing, 'text')
          .map(boxOf)
          .filter((box) => shapes.some((shape) => touches(box, shape)))
        expect(covered.map(({ text }) => text)).toEqual([])
      }),
    ))

  it('writes each of its numbers, as often as it has it', () =>
    fc.assert(
      fc.property(fc.oneof(anyBars, anyColumns, anyTiles), anyWidth, (chart, width) => {
        const written = occurrences(words(marksOf(chart, width)))
        for (const [text, times] of occurrences(valuesOf(chart).map(showNumber)))
          expect([text, (written.get(text) ?? 0) >= times]).toEqual([text, true])
      }),
    ))

  it('says of each range how long half took, and nine in ten', () =>
    fc.assert(
      fc.property(anyRanges, (chart) => {
        if (chart.kind !== 'ranges') return
        const said = words(marksOf(chart, narrow)).join(' ')
        for (const row of chart.rows) expect(said).toContain(rangeInWords(row))
      }),
    ))
})

describe('any report', () => {
  const anyReport = anyPeriod.chain((period) =>
    anyReportCounts(period).map((counts) =>
      reportOf({ period, counts, asOf: undefined, ownWords: [] }),
    ),
  )

  it('has charts whose words stand apart, on a phone and on paper', () =>
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const { chart } of figuresOf(report))
          if (chart)
            for (const width of [narrow, ofPaper]) {
              const drawing = marksOf(chart, width)
              expect([outside(drawing), collisions(drawing)]).toEqual([[], []])
            }
      }),
      { numRuns: 20 },
    ))

  it.each(offeredTimes('2026-11-22').map((period) => ({ period, name: showPeriod(period) })))(
    'of $name has columns of referrals side by side, where there are few',
    ({ period }) => {
      const few = { referrals: [{ codes: ['nrm'], number: 21 }] }
      const counts = { now: few, before: few, yearBefore: few }
      const trend = trendOf(period).map((one) => ({ period: one, counts: few }))
      const report = reportOf({
        ...{ period, asOf: undefined, ownWords: [] },
        counts: { ...counts, trend },
      })
      const chart = figuresOf(report).find(({ name }) => name === 'referrals')?.chart
      const shapes = chart ? shapesOf(marksOf(chart, narrow)) : []
      expect(byPlace(shapes.filter((shape) => !swatch(shape))).size).toBe(trend.length)
    },
  )
})

describe('bars', () => {
  const bars = (values: readonly (number | 'c')[]) =>
    marksOf({ kind: 'bars', labels: values.map(String), series: [{ label: '', values }] }, narrow)

  it('are as long as their numbers, from zero', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 12 }),
        (values) => {
          const shapes = shapesOf(bars(values))
          expect(new Set(shapes.map(({ x }) => x)).size).toBe(1)
          const most = Math.max(...values)
          const longest = Math.max(...shapes.map(({ width }) => width))
          shapes.forEach(({ width }, index) => {
            expect(Math.abs(width - (longest * (values[index] ?? 0)) / most)).toBeLessThan(0.15)
          })
        },
      ),
    ))

  it('are none where there is none or where the number is hidden, and that is written', () => {
    const drawing = bars([0, 'c', 5])
    expect(shapesOf(drawing)).toHaveLength(1)
    expect(words(drawing)).toEqual(expect.arrayContaining(['0', '[c]', '5']))
  })

  it.each<[string, Chart]>([
    ['bars', { kind: 'bars', labels: [], series: [] }],
    ['columns', { kind: 'columns', labels: [], series: [{ label: 'None', values: [] }] }],
    ['ranges', { kind: 'ranges', rows: [] }],
    ['tiles', { kind: 'tiles', tiles: [] }],
  ])('%s of nothing say so, or are an empty scale', (_, chart) => {
    expect(words(marksOf(chart, narrow)).length).toBeGreaterThan(0)
  })
})

describe('columns', () => {
  const byMonth = figuresOf(boardReport())[0]?.chart
  if (byMonth?.kind !== 'columns') throw new Error('There are no columns')

  it('of thirteen months and four series stand side by side on a phone, stacked to their sum', () => {
    const drawing = marksOf(byMonth, narrow)
    const shapes = shapesOf(drawing).filter((shape) => !swatch(shape))
    const columns = byPlace(shapes)
    expect(columns.size).toBe(13)
    const foot = Math.max(...shapes.map(({ y, height }) => y + height))
    const sums = byMonth.labels.map((_, month) =>
      byMonth.series.reduce((sum, { values }) => sum + Number(values[month]), 0),
    )
    const heights = [...columns.values()].map(
      (parts) => foot - Math.min(...parts.map(({ y }) => y)),
    )
    const each = Math.max(...heights) / Math.max(...sums)
    heights.forEach((height, index) => {
      expect(Math.abs(height - each * (sums[index] ?? 0))).toBeLessThan(0.3)
    })
    expect(words(drawing)).toEqual(expect.arrayContaining(sums.map(showNumber)))
    expect(words(drawing)).toEqual(expect.arrayContaining(['2025', '2026', 'Oct', 'Sep']))
  })

  it('have parts that do not touch', () => {
    const shapes = shapesOf(marksOf(byMonth, narrow)).filter((shape) => !swatch(shape))
    for (const parts of byPlace(shapes).values()) {
      const sorted = parts.toSorted((one, other) => one.y - other.y)
      sorted.slice(1).forEach((below, index) => {
        const { y = 0, height = 0 } = sorted[index] ?? {}
        expect(below.y - (y + height)).toBeGreaterThan(1.5)
      })
    }
  })

  it('say [c] above a column of which a part is hidden', () => {
    const series = [
      { label: 'One', values: [3, 'c'] as const },
      { label: 'Other', values: [4, 5] },
    ]
    const said = words(marksOf({ kind: 'columns', labels: ['2025', '2026'], series }, narrow))
    expect(said.filter((text) => text === '[c]')).toHaveLength(2)
    expect(said).toContain('7')
  })

  it('that are too many for their numbers become rows', () => {
    const labels = Array.from({ length: 30 }, (_, index) => `Week ${index}`)
    const values = labels.map(() => 1_234_567)
    const chart: Chart = { kind: 'columns', labels, series: [{ label: 'All', values }] }
    const said = words(marksOf(chart, narrow))
    expect(said.filter((text) => text === '1,234,567')).toHaveLength(30)
  })
})

describe('colours', () => {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (/\w\w/g[Symbol.match](colour) ?? []).map((part) => {
      const value = parseInt(part, 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }

  it.each(inks.map(({ fill }) => fill))('%s stands out from the page (WCAG 1.4.11)', (fill) => {
    expect(contrast(fill, colours.ground)).toBeGreaterThanOrEqual(3)
  })

  it.each(shades.map(({ fill, text }) => [text, fill]))(
    '%s is read on %s (1.4.3)',
    (text, fill) => {
      expect(contrast(text, fill)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('that look alike without colours have different lines in them', () => {
    for (const [index, one] of inks.entries())
      for (const other of inks.slice(index + 1)) {
        const isSeen = contrast(one.fill, other.fill) >= 2
        expect(
          isSeen || JSON.stringify({ ...one, fill: '' }) !== JSON.stringify({ ...other, fill: '' }),
        ).toBe(true)
      }
  })
})

describe('a figure on a page', () => {
  const report = boardReport()
  const pages = figuresOf(report).map((figure) => ({
    figure,
    html: renderToStaticMarkup(<ChartFigure figure={figure} period={report.period} />),
  }))

  it.each(pages)(
    '$figure.name has its finding, source, notes and count rule',
    ({ figure, html }) => {
      const text = renderToStaticMarkup(
        <>
          {[figure.finding, figure.source, figure.countRule, ...figure.notes].map((one) => (
            <b key={one}>{one}</b>
          ))}
        </>,
      )
      for (const [, said = ''] of text.matchAll(/<b>(.*?)<\/b>/g)) expect(html).toContain(said)
    },
  )

  it.each(pages)('$figure.name runs nothing and has no style of its own', ({ html }) => {
    expect(html).not.toMatch(/<(script|style|image|foreignObject)|\sstyle=|\son\w+=/i)
  })

  it.each(pages)('$figure.name has every number in a table', ({ figure, html }) => {
    const table = /<tbody[^]*<\/tbody>/.exec(html)?.[0] ?? ''
    const cells = [...table.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell)
    expect(cells).toHaveLength(figure.table.rows.flat().length)
    for (const number of figure.table.rows.flat())
      if (typeof number === 'number') expect(cells).toContain(showNumber(number))
  })

  it('has a name and a description for those who do not see it, by ids that are its own', () => {
    const all = pages.map(({ html }) => html).join('')
    const ids = [...all.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
    for (const [, names = ''] of all.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const name of names.split(' ')) expect(ids).toContain(name)
    for (const [, name] of all.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(name)
  })
})
