import { execFileSync } from 'node:child_process'
import { type Figure, show } from './figures'
import { type Measured, putLoad } from './load'
import type { Stand } from './start-service'
import { signIn } from './visits'

/** What count-years.ts measures, in milliseconds: the 95th percentile where something is done often. */
export interface YearsMeasured {
  readonly cases: number
  /** Counting every figure anew, and those of some changed cases. */
  readonly counting: number
  readonly refresh: number
  readonly changed: number
  /** Reading the report of the last month, and of the last year. */
  readonly month: number
  readonly year: number
  /** Reading each figure of a year and of the two that it is compared with. */
  readonly figures: readonly (readonly [name: string, time: number])[]
  /** Finding the first of the cases behind all of each figure in a month. */
  readonly behind: readonly (readonly [name: string, time: number])[]
}

const lead = 'lead@demo.test'

const countYears = ({ settings }: Stand, cases: number, already: number): YearsMeasured => {
  const program = ['--import', 'tsx', 'tests/bench/count-years.ts', `${cases}`, `${already}`]
  return JSON.parse(execFileSync(process.execPath, program, { env: settings(), encoding: 'utf8' }))
}

/** Draws the page of the report, one request after another, and then its PDF a few times. */
const drawReport = async (stand: Stand, times: number) => {
  const service = await stand.start()
  try {
    const { origin } = service
    const cookie = await signIn(origin, lead)
    const draw = (path: string, count: number): Promise<Measured> => {
      const visit = { method: 'GET' as const, path, cookie, status: 200 }
      return putLoad({ origin, connections: [Array.from({ length: count }, () => visit)] })
    }
    await draw('/report', 5)
    return { page: await draw('/report', times), pdf: await draw('/report/pdf', 5) }
  } finally {
    await service.stop()
  }
}

const slowest = (times: YearsMeasured['figures']) =>
  times.reduce((most, one) => (one[1] > most[1] ? one : most), ['none', 0] as const)

const limits = { page: 400, pdf: 5_000, figure: 150, ratio: 1.5 }

type Drawn = Awaited<ReturnType<typeof drawReport>>

const yearsFigures = (measured: YearsMeasured): Figure[] => {
  const { cases, counting, refresh, changed, month, year } = measured
  const [name, time] = slowest(measured.figures)
  const [followed, following] = slowest(measured.behind)
  const among = `among ${show(cases)} cases`
  return [
    {
      what: `Figures: the slowest ${among}, ${name}`,
      measured: `p95 ${show(time, 1)} ms`,
      aim: `p95 under ${limits.figure} ms`,
      isMet: time < limits.figure,
    },
    {
      what: `Figures: the numbers of a report ${among}`,
      measured: `p95 ${show(month, 1)} ms of a month, ${show(year, 1)} ms of a year`,
    },
    {
      what: `Figures: the slowest to follow to its cases ${among}, ${followed}`,
      measured: `${show(following)} ms`,
    },
    {
      what: `Figures: counting ${show(changed)} changed cases anew ${among}`,
      measured: `${show(refresh)} ms`,
    },
    { what: `Figures: counting all anew ${among}`, measured: `${show(counting / 1000, 1)} s` },
  ]
}

const drawnFigures = (cases: number, { page, pdf }: Drawn): Figure[] => [
  {
    what: `The report’s page among ${show(cases)} cases`,
    measured: `p50 ${show(page.p50, 1)}, p95 ${show(page.p95, 1)} ms`,
    aim: `p95 under ${limits.page} ms`,
    isMet: page.p95 < limits.page,
  },
  {
    what: `The report’s PDF among ${show(cases)} cases`,
    measured: `p95 ${show(pdf.p95 / 1000, 1)} s`,
    aim: `under ${limits.pdf / 1000} s`,
    isMet: pdf.p95 < limits.pdf,
  },
]

/** The report over five years: among few cases, and among many. */
export async function measureOutcomes(
  stand: Stand,
  { few, many, views }: { few: number; many: number; views: number },
): Promise<Figure[]> {
  // Whose figures are counted anew after something happened to them.
  await stand.load(0, 500)
  const measured: Figure[] = []
  const pages: Drawn[] = []
  let already = 0
  for (const cases of [few, many]) {
    measured.push(...yearsFigures(countYears(stand, cases, already)))
    already = cases
    const drawn = await drawReport(stand, views)
    pages.push(drawn)
    measured.push(...drawnFigures(cases, drawn))
  }
  const [before, after] = pages
  const ratio = before && after ? after.page.p50 / before.page.p50 : Infinity
  return [
    ...measured,
    {
      what: `The report’s page among ${show(many)} against ${show(few)}`,
      measured: `${show(ratio, 2)} times (p50)`,
      aim: `at most ${limits.ratio} times`,
      isMet: ratio <= limits.ratio,
    },
  ]
}
