import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, show } from '../bench/figures'
import { percentile } from '../bench/load'
import type { Service, Stand } from '../bench/start-service'
import { referrer, signIn } from '../bench/visits'

const slow = 200
/** Longer than scripts/limit-sockets.mjs lets anybody take, in seconds. */
const patience = 130
const large = 50
const megabyte = 1024 * 1024

/** The one kind never ends its headers, the other never ends its body. */
const beginnings = (host: string) => [
  `GET / HTTP/1.1\r\nHost: ${host}\r\n`,
  `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n`,
]

/** A connection that says a little every second, so that it is never quiet. */
const hold = (origin: string, index: number): Socket => {
  const { host, hostname, port } = new URL(origin)
  const [headers = '', body = ''] = beginnings(host)
  const isBody = index % 2 === 1
  const socket = connect(Number(port), hostname)
  // Being cut off is what is waited for.
  socket.on('error', () => {})
  socket.write(isBody ? body : headers)
  const timer = setInterval(() => socket.write(isBody ? 'a' : 'X-A: b\r\n'), 1_000)
  socket.once('close', () => clearInterval(timer))
  return socket
}

const postLarge = async (origin: string) => {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.alloc(10 * megabyte, 'a=b&'),
  }).catch(() => null)
  // The service may close what it will not read: that is an answer too.
  return answer?.status ?? 413
}

/** Opens pages and saves a form as a referrer does, until it is over. Out: how long each took. */
const visit = async ({ origin }: Service, draft: string, isOver: () => boolean) => {
  const cookie = await signIn(origin, referrer)
  const form = () => new URLSearchParams({ account: 'They told me at the door' })
  const asks = [
    () => fetch(origin, { headers: { cookie } }),
    () => fetch(`${origin}/refer/${draft}/account`, { headers: { cookie } }),
    () =>
      fetch(`${origin}/refer/${draft}/account`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie },
        body: form(),
      }),
  ]
  const times: number[] = []
  const wrong: number[] = []
  while (!isOver())
    for (const ask of asks) {
      const before = performance.now()
      const answer = await ask()
      await answer.arrayBuffer()
      times.push(performance.now() - before)
      if (answer.status >= 400) wrong.push(answer.status)
      await pause(50)
    }
  return { times, wrong }
}

/**
 * Holds connections open that never say what they want, sends bodies that are too large meanwhile, and
 * sees what becomes of somebody who works (threat T-23).
 */
export async function holdSockets(stand: Stand): Promise<Figure[]> {
  const [draft = ''] = await stand.load(1, 0)
  const service = await stand.start()
  let isOver = false
  const working = visit(service, draft, () => isOver)
  const sockets = Array.from({ length: slow }, (_, index) => hold(service.origin, index))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await pause(2_000)
  const refused = await Promise.all(Array.from({ length: large }, () => postLarge(service.origin)))
  const memory = service.memory()
  const until = performance.now() + patience * 1_000
  const open = () => sockets.filter((socket) => !socket.closed).length
  while (open() > 0 && performance.now() < until) await pause(500)
  const left = open()
  isOver = true
  const { times, wrong } = await working
  const isRunning = service.isRunning()
  for (const socket of sockets) socket.destroy()
  await service.stop()
  const p95 = percentile(times, 0.95)
  const others = refused.filter((status) => status !== 413)
  return [
    {
      what: `p95 of somebody who works, beside ${slow} connections that never end and ${large} bodies of 10 MB`,
      measured: `${show(p95)} ms of ${show(times.length)}, ${wrong.length} answered wrongly`,
      aim: '1,000 ms, 0',
      isMet: p95 < 1_000 && wrong.length === 0 && times.length > 20,
    },
    {
      what: 'Bodies of 10 MB that are answered otherwise than with 413',
      measured: `${others.length}${others.length ? ` (${[...new Set(others)].join()})` : ''}`,
      aim: '0',
      isMet: others.length === 0,
    },
    {
      what: 'Memory meanwhile',
      measured: `${show(memory)} MB`,
      aim: '512 MB',
      isMet: memory < 512,
    },
    {
      what: `Of those connections still open after ${patience} s`,
      measured: `${left}, ${isRunning ? 'the same process' : 'the process ended'}`,
      aim: '0',
      isMet: left === 0 && isRunning,
    },
  ]
}
