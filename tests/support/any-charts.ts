import fc from 'fast-check'
import type { Chart, Shown } from '@/lib/outcomes/chart'

const labels = [
  ...['Oct 2025', 'Watford', 'NHS', 'Not known', 'Domestic servitude', 'East Hertfordshire'],
  'Support from Hertfordshire Beacon, with the agreement of the person',
  'Geschwindigkeitsbegrenzungsschildaufstellung',
  ...['ሚኪኤል', 'محمد', 'Zsófia', '北京', 'i', '—'],
]

const anyLabel = fc.oneof(
  fc.constantFrom(...labels),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /\S/.test(text)),
)

const anyShown: fc.Arbitrary<Shown> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom<Shown>(0, 1, 'c') },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 2_000_000 }) },
)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Months in a row, from any month on, as a report names them. */
const anyMonths = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 13 }))
  .map(([first, count]) =>
    Array.from({ length: count }, (_, index) => {
      const month = first + index
      return `${months[month % 12]} ${2025 + Math.floor(month / 12)}`
    }),
  )

const anySeries = (rows: number) =>
  fc.array(
    fc.record({
      label: anyLabel,
      values: fc.array(anyShown, { minLength: rows, maxLength: rows }),
    }),
    { minLength: 1, maxLength: 4 },
  )

const anyRows = (kind: 'columns' | 'bars', names: fc.Arbitrary<string[]>) =>
  names.chain((labels) =>
    anySeries(labels.length).map((series): Chart => ({ kind, labels, series })),
  )

export const anyColumns = fc.oneof(
  anyRows('columns', anyMonths),
  anyRows('columns', fc.array(anyLabel, { minLength: 1, maxLength: 16 })),
)

export const anyBars = anyRows('bars', fc.array(anyLabel, { minLength: 1, maxLength: 30 }))

const anyMinutes = fc.oneof(
  fc.integer({ min: 0, max: 600 }),
  fc.integer({ min: 0, max: 5_000_000 }),
)

export const anyRanges = fc
  .array(fc.tuple(anyLabel, anyMinutes, anyMinutes), { minLength: 1, maxLength: 13 })
  .map((rows): Chart => ({
    kind: 'ranges',
    rows: rows.map(([label, one, other]) => ({
      label,
      median: Math.min(one, other),
      ninety: Math.max(one, other),
    })),
  }))

export const anyTiles = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 })), {
    selector: ([row, column]) => row * 10 + column,
    minLength: 1,
    maxLength: 12,
  })
  .chain((places) =>
    fc
      .array(fc.tuple(anyLabel, anyShown), { minLength: places.length, maxLength: places.length })
      .map((named): Chart => ({
        kind: 'tiles',
        tiles: places.map(([row, column], index) => {
          const [label, value] = named[index] ?? ['', 0]
          return { row, column, label, value }
        }),
      })),
  )

export const anyChart = fc.oneof(anyColumns, anyBars, anyRanges, anyTiles)

/** Every number that a chart shows, in order of no meaning. */
export const valuesOf = (chart: Chart): readonly Shown[] => {
  switch (chart.kind) {
    case 'columns':
    case 'bars':
      return chart.series.flatMap(({ values }) => values)
    case 'tiles':
      return chart.tiles.map(({ value }) => value)
    case 'ranges':
      return []
  }
}
