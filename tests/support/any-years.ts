import fc from 'fast-check'
import { dimensions } from '@/lib/outcomes/dimensions'
import type { QuarterNumbers } from '@/lib/outcomes/published-numbers'
import { neverTogether, publishedTables } from '@/lib/outcomes/published-tables'

/** The codes of each table that is published. */
const lists = publishedTables.map(
  ({ figure, by, codes }) => [figure, codes ?? Object.keys(dimensions[by].values)] as const,
)

const overlapping = 'exploitation'
const notKnown = 'unknown'

/** A code of a list, the first far more often than the last, from some place of the list on. */
const skewed = (codes: readonly string[], start: number) =>
  fc
    .nat({ max: 99 })
    .map((nat) => codes[(Math.floor(codes.length * (nat / 100) ** 3) + start) % codes.length] ?? '')

/** One referral: its quarter, and in which line of each table it is. */
interface Counted {
  readonly quarter: number
  readonly lines: Readonly<Record<string, readonly string[]>>
}

const isPossible = ({ lines }: Counted) =>
  neverTogether.every(
    (pair) => !pair.every(([figure, codes]) => lines[figure]?.some((code) => codes.includes(code))),
  )

const counted = (start: number): fc.Arbitrary<Counted> =>
  fc
    .record({
      quarter: skewed(['0', '1', '2', '3'], start).map(Number),
      lines: fc.record(
        Object.fromEntries(
          lists.map(([figure, codes]) => [
            figure,
            fc
              .array(skewed(codes, start), {
                minLength: 1,
                maxLength: figure === overlapping ? 3 : 1,
              })
              .map((some) => (some.includes(notKnown) ? [notKnown] : [...new Set(some)])),
          ]),
        ),
      ),
    })
    .filter(isPossible)

const numbersOf = (referrals: readonly Counted[]): QuarterNumbers =>
  Object.fromEntries(
    lists.map(([figure]) => {
      const numbers: Record<string, number> = {}
      for (const { lines } of referrals)
        for (const code of lines[figure] ?? []) numbers[code] = (numbers[code] ?? 0) + 1
      return [figure, numbers]
    }),
  )

/** The four quarters of a year in a small county: few referrals or many, most of them alike. */
export const anyYear: fc.Arbitrary<readonly QuarterNumbers[]> = fc
  .record({ start: fc.nat({ max: 11 }), most: fc.constantFrom(4, 15, 40, 80, 120, 200) })
  .chain(({ start, most }) => fc.array(counted(start), { maxLength: most, size: 'max' }))
  .map((referrals) =>
    [0, 1, 2, 3].map((quarter) => numbersOf(referrals.filter((one) => one.quarter === quarter))),
  )
