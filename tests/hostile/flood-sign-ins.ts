import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, show } from '../bench/figures'
import { percentile } from '../bench/load'
import type { Stand } from '../bench/start-service'
import { officer } from '../bench/visits'

/** Of the flood, each second. */
const rate = 200
/** From where it comes. */
const addresses = 1_000
/** From where somebody signs in who did so before. */
const office = '192.0.2.1'
const target = 'beacon@demo.test'
const password = 'demonstration-only'

const addressOf = (index: number) =>
  `198.18.${(index % addresses) >> 8}.${(index % addresses) & 255}`

const signIn = async (origin: string, email: string, typed: string, from: string) => {
  const before = performance.now()
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'x-forwarded-for': from },
    body: new URLSearchParams({ email, password: typed }),
    signal: AbortSignal.timeout(60_000),
  }).catch(() => null)
  await answer?.arrayBuffer()
  const isTurnedAway = answer?.status === 503 && answer.headers.has('retry-after')
  return { status: answer?.status ?? 0, isTurnedAway, took: performance.now() - before }
}

/** Half of the flood guesses at one account, half at accounts that nobody has. */
const guess = (origin: string, index: number) =>
  signIn(
    origin,
    index % 2 === 0 ? target : `nobody.${index}@demo.test`,
    `wrong ${index}`,
    addressOf(index),
  )

/**
 * Floods the sign-in with wrong passwords from many addresses for so many seconds, and sees what becomes
 * of everybody else: of somebody who signs in, and of whoever asks whether the service is well (T-48).
 */
export async function floodSignIns(stand: Stand, seconds: number): Promise<Figure[]> {
  const service = await stand.start(undefined, undefined, { TRUSTED_PROXIES: '1' })
  const { origin } = service
  const quiet = await signIn(origin, officer, password, office)
  const end = performance.now() + seconds * 1_000
  const isOver = () => performance.now() > end
  const guesses: ReturnType<typeof guess>[] = []
  const flood = async () => {
    const from = performance.now()
    while (!isOver()) {
      const wanted = ((performance.now() - from) / 1_000) * rate
      while (guesses.length < wanted) guesses.push(guess(origin, guesses.length))
      await pause(20)
    }
  }
  const health: number[] = []
  let memory = 0
  const watch = async () => {
    while (!isOver()) {
      const before = performance.now()
      const answer = await fetch(`${origin}/api/health`).catch(() => null)
      await answer?.arrayBuffer()
      health.push(answer?.ok ? performance.now() - before : Infinity)
      memory = Math.max(memory, service.memory())
      await pause(100)
    }
  }
  const innocent: Awaited<ReturnType<typeof signIn>>[] = []
  const visit = async () => {
    while (!isOver()) {
      await pause(1_000)
      innocent.push(await signIn(origin, officer, password, office))
    }
  }
  await Promise.all([flood(), watch(), visit()])
  const answers = await Promise.all(guesses)
  await service.stop()
  const count = (isSo: (answer: (typeof answers)[number]) => boolean) => answers.filter(isSo).length
  const turnedAway = count(({ isTurnedAway }) => isTurnedAway)
  const statuses = [...new Set(answers.map(({ status }) => status))].map(
    (status) => `${count((one) => one.status === status)} × ${status}`,
  )
  const wrong = count(({ status, isTurnedAway }) => !isTurnedAway && ![422, 429].includes(status))
  const slowest = Math.max(...innocent.map(({ took }) => took))
  const isIn = innocent.filter(({ status }) => status === 303).length
  const p95 = percentile(health, 0.95)
  const what = `${rate} wrong sign-ins a second for ${seconds} s from ${show(addresses)} addresses`
  return [
    {
      what: `${what}: answers that are neither a refusal nor 503 with Retry-After`,
      measured: `${wrong} of ${show(answers.length)} (${statuses.join(', ')}; ${show(turnedAway)} turned away)`,
      aim: '0',
      isMet: wrong === 0 && answers.length >= rate * seconds * 0.9,
    },
    {
      what: 'Somebody else who signs in meanwhile, from where they did before',
      measured: `${isIn} of ${innocent.length} signed in, slowest ${show(slowest / 1_000, 1)} s (${show(quiet.took)} ms before)`,
      aim: 'all, 2 s',
      isMet: innocent.length > 0 && isIn === innocent.length && slowest < 2_000,
    },
    {
      what: 'Health p95 meanwhile',
      measured: `${show(p95)} ms`,
      aim: '200 ms',
      isMet: p95 < 200,
    },
    { what: 'Memory at most', measured: `${show(memory)} MB`, aim: '700 MB', isMet: memory < 700 },
  ]
}
