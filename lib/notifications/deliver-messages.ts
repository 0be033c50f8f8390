import { createHash } from 'node:crypto'
import { addSeconds } from 'date-fns'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { lease, nextDigest, tries, waits, type DeliveryProblem } from './deliveries'
import { mailOf } from './mail'
import { isMessageType, urgentTypes } from './messages'
import { sendMail } from './send-mail'

interface Claimed {
  readonly id: string
  readonly email: string
  readonly type: string
  readonly queued_at: Date
  readonly frequency: string
  /** Of how many things it tells. */
  readonly number: number
}

/** The most letters of one run, so that a run ends while others wait. */
const most = 200

/** Makes a delivery for each account that a message is for, until no message waits. */
const handOver = async () => {
  const at = now()
  const skip = environment().MESSAGES === 'off' ? 'no_mail' : null
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ count: number }[]>`
      select hand_over_messages(
        ${at}::timestamptz, ${nextDigest(at)}::timestamptz, ${urgentTypes('always')}::text[],
        ${urgentTypes('at P1')}::text[], ${skip}::text
      ) as count`,
  )
  if (row && row.count > 0) await handOver()
}

const claim = () => {
  const at = now()
  return withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Claimed[]>`
      select * from claim_deliveries(
        ${at}::timestamptz, ${addSeconds(at, lease)}::timestamptz, ${tries}::integer
      )`,
  )
}

const mark = (claimed: readonly Claimed[], problem: DeliveryProblem | null) =>
  withoutActor(
    'jobs',
    (tx) => tx.$queryRaw`
      select mark_deliveries(
        ${claimed.map(({ id }) => id)}::uuid[], ${now()}::timestamptz, ${problem}::text,
        ${[...waits]}::integer[]
      )::text`,
  )

/** The same for the same deliveries, and another as soon as one is added: nothing new is lost as a double. */
const idOf = (claimed: readonly Claimed[]) =>
  createHash('sha256')
    .update(
      claimed
        .map(({ id }) => id)
        .sort()
        .join(),
    )
    .digest('hex')
    .slice(0, 32)

/** Sends what was claimed for one account as one letter. */
const send = async (claimed: readonly Claimed[]): Promise<DeliveryProblem | null> => {
  const [first] = claimed
  const types = [...new Set(claimed.map(({ type }) => type))].filter(isMessageType)
  if (!first || types.length === 0) return 'unknown_type'
  const told = types.map((type) => ({
    type,
    count: claimed.filter((one) => one.type === type).reduce((sum, { number }) => sum + number, 0),
  }))
  const mail = mailOf(told, {
    when: first.queued_at,
    origin: environment().origins[0] ?? '',
    isDigest: first.frequency === 'daily',
  })
  return sendMail({ id: idOf(claimed), to: first.email, ...mail })
}

/**
 * Sends what waits in the outbox to everybody whom it is for, and marks each as soon as it is sent.
 * Any number of workers may run this at once. One that is killed between sending and marking leaves
 * one letter in doubt, which the next sends again when the lease is over, under the same id.
 */
export const deliverMessages = async (): Promise<void> => {
  await handOver()
  if (environment().MESSAGES === 'off') return
  for (let letters = 0; letters < most; letters += 1) {
    const claimed = await claim()
    if (claimed.length === 0) return
    const problem = await send(claimed)
    await mark(claimed, problem)
    // While nobody answers, one letter at a time asks again: the others keep their tries.
    if (problem === 'unreachable' || problem === 'not_signed_in') return
  }
}
