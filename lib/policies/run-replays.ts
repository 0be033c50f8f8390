import { setImmediate as letOthers } from 'node:timers/promises'
import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { standingPolicy } from '@/lib/routing/decision'
import { makeUpFacts } from '@/lib/routing/made-up-facts'
import { readPolicy } from '@/lib/routing/policy-reading'
import { startReplay, type ReplayResult } from '@/lib/routing/replay'
import type { Policy } from '@/lib/routing/rule'
import { generatedCases } from './replay'

/** After this long without a sign of life, another worker begins it anew. */
const stale = '1 minute'
/** Cases read at once. */
const pageSize = 500
/** In milliseconds. For so long it works without letting the pages of the service have their turn. */
const patience = 10

interface Claimed {
  readonly id: string
  readonly attempt: number
  readonly document: unknown
  /** Null where the draft was drafted from the policy that the service comes with. */
  readonly base: unknown
  readonly base_version: string | null
}

interface Stored {
  readonly submitted_at: Date
  readonly id: string
  readonly facts: unknown
  readonly organisation: string
}

const claim = async () => {
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Claimed[]>`
      select id::text, attempt, document, base, base_version
      from claim_replay(${now()}::timestamptz, ${stale}::interval)`,
  )
  return row
}

/** Takes entries one by one, and lets others have their turn every few milliseconds. */
const takeTurns = async <T>(entries: Iterable<T>, take: (entry: T) => void) => {
  let until = performance.now() + patience
  for (const entry of entries) {
    take(entry)
    if (performance.now() < until) continue
    await letOthers()
    until = performance.now() + patience
  }
}

const readFacts = ({ id, attempt }: Claimed, done: number, last: Stored | undefined) =>
  withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Stored[]>`
      select submitted_at, id::text, facts, organisation
      from read_replay_facts(${id}::uuid, ${attempt}::integer, ${done}::integer,
        ${now()}::timestamptz, coalesce(${last?.submitted_at ?? null}::timestamptz, '-infinity'),
        coalesce(${last?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'),
        ${pageSize}::integer)`,
  )

const finish = async ({ id, attempt }: Claimed, done: number, result: ReplayResult | null) => {
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ is: boolean }[]>`
      select finish_replay(${id}::uuid, ${attempt}::integer, ${done}::integer,
        ${result && JSON.stringify(result)}::jsonb, ${now()}::timestamptz) as is`,
  )
  return row?.is ?? false
}

const policyOf = (document: unknown, version: string): Policy | undefined => {
  const read = readPolicy(document)
  return 'sections' in read ? { version, sections: read.sections } : undefined
}

/** Works out one replay. False where another worker took it over, or a policy cannot be read. */
const replay = async (row: Claimed): Promise<boolean> => {
  const base = row.base ? policyOf(row.base, row.base_version ?? '') : standingPolicy
  const draft = policyOf(row.document, 'draft')
  if (!base || !draft) {
    await finish(row, 0, null)
    return false
  }
  const { add, tryOn, result } = startReplay(base, draft)
  let done = 0
  for (let last: Stored | undefined; ;) {
    const page = await readFacts(row, done, last)
    await takeTurns(page, ({ facts, organisation }) => add(facts, { organisation }))
    done += page.length
    last = page.at(-1)
    if (page.length < pageSize) break
  }
  await takeTurns(makeUpFacts(generatedCases), tryOn)
  return finish(row, done, result())
}

/**
 * Works out the replays that were asked for, the oldest first: what stored cases would become under a
 * draft. It reads facts alone, and decides a few milliseconds at a time, so that the service goes on
 * answering. What breaks off is begun anew by a later run; after three times it has failed.
 * @returns how many were worked out
 */
export const runReplays = async (): Promise<number> => {
  let done = 0
  for (let row = await claim(); row; row = await claim()) if (await replay(row)) done += 1
  return done
}
