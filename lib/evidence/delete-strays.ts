import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { openStore } from './open-store'
import { idOfStored, type Store } from './store'

/** In milliseconds: what is younger may be on its way into a row. */
const youngest = 24 * 60 * 60 * 1000

/**
 * Deletes stored files that no row needs any more: of evidence that was removed or erased while the
 * store did not answer, or whose form was never finished. Nobody could open them: their keys are gone.
 * @returns how many
 */
export const deleteStrays = async (store: Store = openStore()): Promise<number> => {
  const before = now().getTime() - youngest
  const old = (await store.list()).filter(({ keptAt }) => keptAt.getTime() < before)
  const ids = old.flatMap(({ name }) => idOfStored(name) ?? [])
  if (ids.length === 0) return 0
  const [row] = await withoutActor(
    'jobs',
    (tx) => tx.$queryRaw<{ kept: string[] }[]>`
      select kept_evidence(${ids}::uuid[])::text[] as kept`,
  )
  const strays = old.filter(({ name }) => !row?.kept.includes(idOfStored(name) ?? ''))
  for (const { name } of strays) await store.remove(name)
  return strays.length
}
