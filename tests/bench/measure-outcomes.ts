import { execFileSync } from 'node:child_process'
import { addDays } from 'date-fns'
import { lastComplete, spanAround, type Period } from '@/lib/outcomes/period'
import { reportPath } from '@/lib/outcomes/report-choice'
import { isoDay } from '@/lib/wording/london-time'
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
  /** Finding the first of the cases behind all of a figure, in a month and in a year. */
  readonly behind: readonly (readonly [name: string, time: number])[]
}

const lead = 'lead@demo.test'

const countYears = ({ settings }: Stand, cases: number, already: number): YearsMeasured => {
  const program = ['--import', 'tsx', 'tests/bench/count-years.ts', `${cases}`, `${already}`]
  return JSON.parse(execFileSync(process.execPath, program, { env: settings(), encoding: 'utf8' }))
}

const today = isoDay(new Date())
const reportOf = (period: Period) => reportPath({ period, audience: 'inside' })

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
    return {
      page: await draw('/report', times),
      year: await draw(reportOf(lastComplete('year', today)), times),
      running: await draw(reportOf(spanAround('year', today)), times),
      own: await draw(reportOf(ownDates), times),
      pdf: await draw('/report/pdf', 5),
    }
  } finally {
    await service.stop()
  }
}

/** Dates that begin and end within months, so that the times before it do too. */
const ownDates: Period = { from: isoDay(addDays(new Date(), -325)), until: today }

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

const pages = {
  page: 'of a month',
  year: 'of a year',
  running: 'of this year so far',
  own: 'of dates of one’s own',
} as const
const pageNames = ['page', 'year', 'running', 'own'] as const

const drawnFigures = (cases: number, drawn: Drawn): Figure[] => [
  ...pageNames.map((name) => ({
    what: `The report’s page ${pages[name]} among ${show(cases)} cases`,
    measured: `p50 ${show(drawn[name].p50, 1)}, p95 ${show(drawn[name].p95, 1)} ms`,
    aim: `p95 under ${limits.page} ms`,
    isMet: drawn[name].p95 < limits.page,
  })),
  {
    what: `The report’s PDF among ${show(cases)} cases`,
    measured: `p95 ${show(drawn.pdf.p95 / 1000, 1)} s`,
    aim: `under ${limits.pdf / 1000} s`,
    isMet: drawn.pdf.p95 < limits.pdf,
  },
]

const ratios = ([few, many]: readonly Drawn[], cases: readonly [number, number]): Figure[] =>
  few && many
    ? pageNames.map((name) => {
        const ratio = many[name].p50 / few[name].p50
        return {
          what: `The report’s page ${pages[name]} among ${show(cases[1])} against ${show(cases[0])}`,
          measured: `${show(ratio, 2)} times (p50)`,
          aim: `at most ${limits.ratio} times`,
          isMet: ratio <= limits.ratio,
        }
      })
    : []

/** The report over five years: among few cases, and among many. */
export async function measureOutcomes(
  stand: Stand,
  { few, many, views }: { few: number; many: number; views: number },
): Promise<Figure[]> {
  // Whose figures are counted anew after something happened to them.
  await stand.load(0, 500)
  const measured: Figure[] = []
  const drawn: Drawn[] = []
  let already = 0
  for (const cases of [few, many]) {
    measured.push(...yearsFigures(countYears(stand, cases, already)))
    already = cases
    const report = await drawReport(stand, views)
    drawn.push(report)
    measured.push(...drawnFigures(cases, report))
  }
  return [...measured, ...ratios(drawn, [few, many])]
}
