import { createHash } from 'node:crypto'
import { subDays, subMinutes } from 'date-fns'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { Changed } from '@/lib/refusals'

/** What is answered to a call that succeeded: ids and codes, never an answer of a referral. */
export interface Answer {
  readonly status: number
  readonly body: object
  readonly headers?: Readonly<Record<string, string>> | undefined
}

const hash = (text: string) => new Uint8Array(createHash('sha256').update(text).digest())

interface Kept {
  readonly is_same: boolean
  /** As it was sent, in JSON. */
  readonly answer: string | null
}

/** Keeps that a call with this key has begun, for a week; or finds what was kept of it before. */
const claim = (actor: Actor, key: Uint8Array, fingerprint: Uint8Array): Promise<Kept | null> =>
  withActorInSql(actor, async (tx) => {
    const at = now()
    const weekAgo = subDays(at, 7)
    await tx.$queryRaw`
      delete from api_answer
      where account_id = ${actor.accountId}::uuid and begun_at < ${weekAgo}::timestamptz`
    // A call that never ended, because its process did, may be made again after a minute.
    const minuteAgo = subMinutes(at, 1)
    const [begun] = await tx.$queryRaw<{ begun: boolean }[]>`
      insert into api_answer as kept (account_id, key_hash, fingerprint, begun_at)
      values (${actor.accountId}::uuid, ${key}, ${fingerprint}, ${at}::timestamptz)
      on conflict (account_id, key_hash) do update set begun_at = excluded.begun_at
        where kept.answer is null and kept.fingerprint = excluded.fingerprint
          and kept.begun_at < ${minuteAgo}::timestamptz
      returning true as begun`
    if (begun) return null
    const [kept] = await tx.$queryRaw<Kept[]>`
      select fingerprint = ${fingerprint} as is_same, answer from api_answer
      where account_id = ${actor.accountId}::uuid and key_hash = ${key}`
    return kept ?? null
  })

const keep = (actor: Actor, key: Uint8Array, answer: Answer) =>
  withActorInSql(
    actor,
    (tx) => tx.$queryRaw`
      update api_answer set answer = ${JSON.stringify(answer)}
      where account_id = ${actor.accountId}::uuid and key_hash = ${key}`,
  )

const forget = (actor: Actor, key: Uint8Array) =>
  withActorInSql(
    actor,
    (tx) => tx.$queryRaw`
      delete from api_answer where account_id = ${actor.accountId}::uuid and key_hash = ${key}`,
  )

/**
 * Does what a call asks for once, however often it is made with its idempotency key: whoever repeats it
 * gets the first answer again. What was refused may be tried again with the same key.
 * Source: draft-ietf-httpapi-idempotency-key-header.
 * @param call what is asked for, to tell another call with the same key from a repetition
 * @param act what is done; `undefined` where nothing was, for then nothing is kept
 * @throws Changed where the key was used for another call, or the first is still being answered
 */
export const answerOnce = async <Refused>(
  actor: Actor,
  { key: given, call }: { readonly key: string; readonly call: unknown },
  act: () => Promise<Answer | { readonly refused: Refused }>,
): Promise<Answer | { readonly refused: Refused }> => {
  const key = hash(given)
  const kept = await claim(actor, key, hash(JSON.stringify(call)))
  if (kept && !kept.is_same) throw new Changed('This idempotency key was used for another call')
  if (kept?.answer) return JSON.parse(kept.answer) as Answer
  if (kept) throw new Changed('The first call with this idempotency key is still being answered')
  let done: Answer | { readonly refused: Refused } | undefined
  try {
    done = await act()
    return done
  } finally {
    if (done && 'status' in done) await keep(actor, key, done)
    else await forget(actor, key)
  }
}
