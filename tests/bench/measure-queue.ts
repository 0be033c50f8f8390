import { type Figure, show } from './figures'
import { type Measured, putLoad } from './load'

/** Draws the first page of the police queue, one request after another, as often as told. */
export const drawQueue = (origin: string, cookie: string, times: number): Promise<Measured> => {
  const visit = { method: 'GET' as const, path: '/queues/police', cookie, status: 200 }
  return putLoad({ origin, connections: [Array.from({ length: times }, () => visit)] })
}

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
