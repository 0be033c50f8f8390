import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import type { Destination } from '@/lib/routing/queues'
import { dueAfterPause } from './deadlines'

interface Held {
  readonly id: string
  readonly queue: Destination
  readonly version: number
  readonly due_at: Date
  readonly paused_at: Date
}

/**
 * Takes up again what was on hold until a date that has come. What is due is due later by the working
 * time of the pause. Each in a transaction of its own: what somebody takes up meanwhile is theirs.
 * @returns how many
 */
export const resumeHeld = async (): Promise<number> => {
  const at = now()
  const held = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<Held[]>`
      select id::text, queue, version, due_at, paused_at from find_held(${at}::timestamptz)`,
  )
  let resumed = 0
  for (const { id, queue, version, due_at: due, paused_at: pausedAt } of held) {
    const [row] = await withoutActor(
      'jobs',
      (tx) => tx.$queryRaw<{ done: boolean }[]>`
        select resume_held(${id}::uuid, ${version},
          ${dueAfterPause(due, pausedAt, at, queue)}::timestamptz, ${at}::timestamptz) as done`,
    )
    if (row?.done) resumed += 1
  }
  return resumed
}
