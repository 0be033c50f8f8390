import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { demonstrationAccounts, demonstrationToken } from '@/prisma/demonstration-accounts'
import { workedCase } from '../support/worked-case'

/** The keys to the partner API of the organisations of the demonstration that refer. */
const tokens = demonstrationAccounts
  .filter(({ role }) => role === 'referrer')
  .map(({ organisation }) => demonstrationToken(organisation))

/** One key after another, because each may be used so many times in a minute. */
export const partnerToken = (index: number) => tokens[index % tokens.length] ?? ''

/** One that goes to every queue, and one of which police may not know who it is about. */
const sendable = [workedCase('V16'), workedCase('V03')]

/** What was tried: its idempotency key, and the reference that the service acknowledged it with. */
export interface Tried {
  readonly key: string
  reference?: string
}

/** Sends a referral through the partner API. Answers its reference; nothing where no answer came. */
export const send = async (origin: string, key: string, index: number) => {
  const found = sendable[index % sendable.length]
  if (!found) throw new Error('There is nothing to send')
  const answer = await fetch(`${origin}/api/v1/referrals`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${partnerToken(index)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(found),
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null)
  if (answer?.status !== 201) return undefined
  const { reference } = (await answer.json().catch(() => ({}))) as { reference?: string }
  return reference
}

/** Sends again what was not acknowledged, as a partner's system would, until it is. */
export const sendUntilAcknowledged = async (origin: string, tried: readonly Tried[]) => {
  for (const [index, one] of tried.entries())
    for (let again = 0; !one.reference; again += 1) {
      if (again > 100) throw new Error('A referral was never acknowledged')
      one.reference = await send(origin, one.key, index)
      if (!one.reference) await pause(300)
    }
}

/** Asks the database as the owner of its tables. */
export const askOwner = async <Row extends object>(
  address: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
