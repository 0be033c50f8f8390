import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Figure } from '../bench/figures'
import { freePort, type Stand } from '../bench/start-service'
import { askOwner, send, sendUntilAcknowledged, type Tried } from './referrals'

const senders = 6

interface Found {
  readonly key: string
  readonly reference: string
  readonly items: number
  readonly wanted: number
  readonly routed: number
  readonly messages: number
}

const find = (address: string, keys: readonly string[]) =>
  askOwner<Found>(
    address,
    `SELECT substr(idempotency_key, 5) AS key, reference,
       (SELECT count(*)::int FROM item WHERE referral_id = referral.id) AS items,
       jsonb_array_length(decision -> 'items') AS wanted,
       (SELECT count(*)::int FROM event WHERE referral_id = referral.id AND type = 'referral.routed') AS routed,
       (SELECT count(*)::int FROM message WHERE referral_id = referral.id) AS messages
     FROM referral WHERE idempotency_key = ANY ($1)`,
    [keys.map((key) => `api:${key}`)],
  )

/**
 * Kills the service and its database in turn while referrals are sent to them, as often as it is told,
 * and then counts: what was acknowledged is there once, with every item, event and message of it.
 */
export async function killUnderLoad(stand: Stand, kills: number): Promise<Figure[]> {
  const { server } = stand
  if (!server) throw new Error('This needs PostgreSQL')
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const tried: Tried[] = []
  let isOver = false
  let service = await stand.start(undefined, port)
  const sending = Array.from({ length: senders }, async () => {
    while (!isOver) {
      const one: Tried = { key: randomUUID() }
      const index = tried.push(one) - 1
      one.reference = await send(origin, one.key, index)
      // A partner's key is good for so many calls in a minute.
      await pause(200)
    }
  })
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(400 + Math.random() * 1_600)
    if (kill % 2 === 0) {
      await service.kill()
      service = await stand.start(undefined, port)
    } else {
      await server.halt('SIGKILL')
      await server.resume()
      if (!service.isRunning()) throw new Error('The service ended with its database')
    }
  }
  await pause(1_000)
  isOver = true
  await Promise.all(sending)
  const acknowledged = tried.filter(({ reference }) => reference).length
  const unknown = tried.length - acknowledged
  await sendUntilAcknowledged(origin, tried)
  await service.stop()
  const rows = await find(
    stand.ownerAddress,
    tried.map(({ key }) => key),
  )
  const byKey = Map.groupBy
    ? Map.groupBy(rows, ({ key }) => key)
    : rows.reduce(
        (map, row) => map.set(row.key, [...(map.get(row.key) ?? []), row]),
        new Map<string, Found[]>(),
      )
  const count = (isWrong: (one: Tried, found: readonly Found[]) => boolean) =>
    tried.filter((one) => isWrong(one, byKey.get(one.key) ?? [])).length
  const lost = count((one, found) => !found.some(({ reference }) => reference === one.reference))
  const doubled = count((_, found) => found.length > 1)
  const unrouted = count((_, found) =>
    found.some(
      ({ items, wanted, routed, messages }) => items < wanted || routed !== 1 || messages === 0,
    ),
  )
  return [
    {
      what: `Referrals lost, doubled, unrouted after ${kills} × kill -9 of service and database in turn`,
      measured: `${lost}, ${doubled}, ${unrouted} of ${tried.length} (${acknowledged} acknowledged at once, ${unknown} sent again)`,
      aim: '0, 0, 0',
      isMet: lost + doubled + unrouted === 0 && acknowledged > kills,
    },
  ]
}
