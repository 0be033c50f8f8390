import { type Figure, show } from './figures'
import { type Measured, putLoad } from './load'

/** Draws the first page of the police queue, one request after another, as often as told. */
export const drawQueue = (origin: string, cookie: string, times: number): Promise<Measured> => {
  const visit = { method: 'GET' as const, path: '/queues/police', cookie, status: 200 }
  return putLoad({ origin, connections: [Array.from({ length: times }, () => visit)] })
}

/** What officers look at all day. */
const views = {
  New: '/queues/police',
  Mine: '/queues/police?tab=mine',
  Waiting: '/queues/police?tab=waiting',
  'All open': '/queues/police?tab=all',
  'All open, soonest due first': '/queues/police?tab=all&sort=due',
  'All open, oldest first': '/queues/police?tab=all&sort=oldest',
  'Children in one area': '/queues/police?tab=all&age=child&area=watford',
  'Five people or more': '/queues/police?tab=all&badge=many',
  'Overdue, nobody’s': '/queues/police?tab=all&due=overdue&owner=nobody',
  Finished: '/queues/police?tab=finished',
}

/** Draws each view of the police queue, one request after another, as often as told. */
export const drawWorklist = async (origin: string, cookie: string, times: number) => {
  const measured: [string, Measured][] = []
  for (const [name, path] of Object.entries(views)) {
    const visit = { method: 'GET' as const, path, cookie, status: 200 }
    const connections = [Array.from({ length: times }, () => visit)]
    measured.push([name, await putLoad({ origin, connections })])
  }
  return measured
}

const most = 80

/** How long each view of the queue takes, among so many referrals. */
export const worklistFigures = (
  referrals: number,
  measured: readonly (readonly [string, Measured])[],
): Figure[] =>
  measured.map(([name, { p50, p95 }]) => ({
    what: `Worklist among ${show(referrals)}: ${name}`,
    measured: `p50 ${show(p50, 1)}, p95 ${show(p95, 1)} ms`,
    aim: `p95 under ${most} ms`,
    isMet: p95 < most,
  }))

/** The queue's page with few referrals and with many. */
export const queueFigures = (
  few: { readonly referrals: number; readonly measured: Measured },
  many: { readonly referrals: number; readonly measured: Measured },
): Figure[] => {
  const ratio = many.measured.p50 / few.measured.p50
  const times = ({ p50, p95 }: Measured) => `p50 ${show(p50, 1)}, p95 ${show(p95, 1)} ms`
  return [
    ...[few, many].map(({ referrals, measured }) => ({
      what: `A queue’s page of 20 among ${show(referrals)} referrals`,
      measured: times(measured),
    })),
    {
      what: `${show(many.referrals)} against ${show(few.referrals)}`,
      measured: `${show(ratio, 2)} times (p50)`,
      aim: 'at most 1.5 times',
      isMet: ratio <= 1.5,
    },
  ]
}
