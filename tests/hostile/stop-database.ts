import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, show } from '../bench/figures'
import type { Stand } from '../bench/start-service'
import { referrer, signIn } from '../bench/visits'

const typed = 'A long account that somebody typed on a doorstep'

/** Takes the database away for so many seconds, while somebody types, and gives it back. */
export async function stopDatabase(stand: Stand, seconds: number): Promise<Figure[]> {
  const { server } = stand
  if (!server) throw new Error('This needs PostgreSQL')
  const [draft = ''] = await stand.load(1, 0)
  const service = await stand.start()
  const { origin } = service
  const cookie = await signIn(origin, referrer)
  const save = () =>
    fetch(`${origin}/refer/${draft}/account`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, cookie },
      body: new URLSearchParams({ account: typed }),
    })
  const isUp = async () => (await fetch(`${origin}/api/health`).catch(() => null))?.status === 200

  await server.halt('SIGINT')
  const stopped = performance.now()
  let asked = 0
  let kept = 0
  let slowest = 0
  const others = new Map<number, number>()
  while (performance.now() - stopped < seconds * 1_000) {
    const before = performance.now()
    const answer = await save()
    slowest = Math.max(slowest, performance.now() - before)
    asked += 1
    const page = await answer.text()
    if (answer.status === 503 && page.includes(typed)) kept += 1
    else others.set(answer.status, (others.get(answer.status) ?? 0) + 1)
    await pause(200)
  }
  await server.resume()
  const given = performance.now()
  while (!(await isUp()) && performance.now() - given < 60_000) await pause(50)
  const healthy = (performance.now() - given) / 1_000
  const saved = await save()
  const isRunning = service.isRunning()
  const page = await fetch(`${origin}/refer/${draft}/check`, { headers: { cookie } })
  const isThere = (await page.text()).includes(typed)
  await service.stop()
  return [
    {
      what: `Forms posted while the database was away for ${seconds} s, answered with what was typed`,
      measured: `${kept} of ${asked}${others.size ? `, others ${JSON.stringify([...others])}` : ''}, slowest ${show(slowest / 1_000, 1)} s`,
      aim: 'all',
      isMet: asked > 0 && kept === asked,
    },
    {
      what: 'Healthy after the database came back, the same process',
      measured: `${show(healthy, 1)} s, ${isRunning ? 'the same process' : 'the process ended'}, saved again: ${saved.status}, ${isThere ? 'there' : 'not there'}`,
      aim: '5 s',
      isMet: isRunning && healthy <= 5 && saved.status === 303 && isThere,
    },
  ]
}
