import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { recordRefusal } from './record-refusal'
import { tryLimits, tryWindow, waitFor, type TryKind } from './tries'

/** A try that was counted. */
export interface Try {
  /** Milliseconds that whoever tries has to wait: the more were wrong, the longer. */
  readonly wait: number
  /** Gives it back: it was right. */
  readonly forgive: () => Promise<void>
}

/** Who tries from where, as keyed hashes: the table of tries names nobody. */
const keysOf = (kind: TryKind, who: string, caller: string) => {
  const hash = (...parts: readonly string[]) =>
    createHmac('sha256', environment().AUTH_SECRET)
      .update(JSON.stringify(['try', kind, ...parts]))
      .digest('base64url')
  return [hash('pair', who, caller), hash('place', caller), hash('account', who)] as const
}

/**
 * Counts a try before it is looked at, in the database, so that all processes count together and many
 * tries at once are no more than many in a row.
 * @param who the account's id, or the address that was typed
 * @param caller from where, as `findCaller` says
 * @returns the try; `null` where there were too many
 */
export const countTry = async (kind: TryKind, who: string, caller: string): Promise<Try | null> => {
  const [pair, place, account] = keysOf(kind, who, caller)
  const limits = tryLimits[kind]
  const most = [limits.pair, limits.place, limits.account]
  const [row] = await withoutActor(
    'sign-in',
    (tx) => tx.$queryRaw<{ counts: number[] }[]>`
      select count_tries(
        ${[pair, place, account]}::text[], ${most}::integer[], ${now()}::timestamptz,
        make_interval(secs => ${tryWindow}::integer)
      ) as counts`,
  )
  const counts = row?.counts ?? []
  const over = counts.findIndex((count, index) => count > (most[index] ?? 0))
  if (over >= 0 || counts.length < most.length) {
    // Once for each run of too many: the trail is not a way to fill the disk.
    if (counts[over] === (most[over] ?? 0) + 1) await recordRefusal('too_many')
    return null
  }
  return {
    wait: waitFor(counts.at(-1) ?? 0),
    forgive: async () => {
      await withoutActor(
        'sign-in',
        (tx) =>
          tx.$queryRaw`select forgive_tries(${[pair]}::text[], ${[place, account]}::text[])::text`,
      )
    },
  }
}

/** Counts a try as `countTry` does, and waits as long as it has to. */
export const takeTry = async (kind: TryKind, who: string, caller: string): Promise<Try | null> => {
  const taken = await countTry(kind, who, caller)
  if (taken) await pause(taken.wait)
  return taken
}
