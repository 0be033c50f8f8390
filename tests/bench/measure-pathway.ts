import type { Figure } from './figures'
import { show } from './figures'
import { type Measured, putLoad } from './load'
import { drawSteps, saveSteps } from './visits'

const times = ({ p50, p95, p99 }: Measured) =>
  `p50 ${show(p50, 1)}, p95 ${show(p95, 1)}, p99 ${show(p99, 1)} ms`
const rate = (measured: Measured) =>
  `${show(measured.count / measured.seconds)}/s, ${times(measured)}`

export interface PathwayPlan {
  readonly origin: string
  /** One for each connection. */
  readonly cookies: readonly string[]
  /** One for each connection, complete. */
  readonly drafts: readonly string[]
  /** Complete drafts that are sent: half of them by a service that has sent none yet. */
  readonly toSend: readonly string[]
  readonly seconds: number
}

/** Draws and saves every step in turn, then sends whole drafts, each connection with its own drafts. */
export async function measurePathway(plan: PathwayPlan): Promise<Figure[]> {
  const { origin, cookies, drafts, toSend, seconds } = plan
  const visits = (make: typeof drawSteps) =>
    cookies.map((cookie, index) => make(drafts[index] ?? '', cookie))
  const half = toSend.length / 2
  const sendings = (some: readonly string[]) =>
    cookies.map((cookie, index) =>
      some
        .filter((_, position) => position % cookies.length === index)
        .map((draft) => ({
          method: 'POST' as const,
          path: `/refer/${draft}/check`,
          cookie,
          form: '',
          status: 303,
          location: '/refer/sent/',
        })),
    )
  // Node compiles what is called often: it is at its speed after some thousand requests.
  await putLoad({ origin, connections: visits(drawSteps), seconds })
  const drawn = await putLoad({ origin, connections: visits(drawSteps), seconds })
  await putLoad({ origin, connections: visits(saveSteps), seconds: seconds / 2 })
  const saved = await putLoad({ origin, connections: visits(saveSteps), seconds })
  const first = await putLoad({ origin, connections: sendings(toSend.slice(0, half)) })
  const sent = await putLoad({ origin, connections: sendings(toSend.slice(half)) })
  return [
    {
      what: `Drawing a step, ${cookies.length} at once`,
      measured: rate(drawn),
      aim: '400/s, p99 under 50 ms',
      isMet: drawn.count / drawn.seconds >= 400 && drawn.p99 < 50,
    },
    {
      what: `Saving a step, ${cookies.length} at once`,
      measured: rate(saved),
      aim: '400/s',
      isMet: saved.count / saved.seconds >= 400,
    },
    {
      what: `Sending a referral, ${cookies.length} at once`,
      measured: rate(sent),
      aim: 'p95 under 60 ms',
      isMet: sent.p95 < 60,
    },
    {
      what: `Sending the first ${half} of a service that has just started`,
      measured: rate(first),
    },
  ]
}
