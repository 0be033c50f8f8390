/** Sends the load that is on standard input and says on standard output what was measured. */
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Load, type Measured, percentile, type Request } from './load'

const mostRequests = 20_000

const send = (origin: string, agent: Agent, asked: Request) =>
  new Promise<string | null>((resolve, reject) => {
    const sent = request(
      origin + asked.path,
      {
        agent,
        method: asked.method,
        headers: {
          cookie: asked.cookie,
          'accept-encoding': 'gzip',
          ...(asked.form !== undefined && {
            origin,
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(asked.form),
          }),
        },
      },
      (answer) => {
        answer.resume().once('end', () => {
          const { location } = answer.headers
          const isRight =
            answer.statusCode === asked.status && (location ?? '').startsWith(asked.location ?? '')
          resolve(isRight ? null : `${asked.path} ${answer.statusCode ?? 0} ${location ?? ''}`)
        })
      },
    )
    sent.once('error', reject)
    sent.end(asked.form)
  })

const { origin, connections, seconds } = JSON.parse(await text(process.stdin)) as Load
const times: number[] = []
const wrong: string[] = []
const started = performance.now()
const isOver = () =>
  times.length >= mostRequests ||
  (seconds !== undefined && performance.now() - started > seconds * 1000)

await Promise.all(
  connections.map(async (requests) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    do {
      for (const asked of requests) {
        if (isOver()) break
        const before = performance.now()
        const fault = await send(origin, agent, asked)
        times.push(performance.now() - before)
        if (fault) wrong.push(fault)
      }
    } while (seconds !== undefined && !isOver())
    agent.destroy()
  }),
)

const measured: Measured = {
  count: times.length,
  seconds: (performance.now() - started) / 1000,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  p99: percentile(times, 0.99),
  wrong: wrong.length,
  firstWrong: wrong[0],
}
console.log(JSON.stringify(measured))
