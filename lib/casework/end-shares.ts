import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import { sharingRoles } from './share-recipients'

/**
 * Ends the shares whose last day in London has passed, or whose agreement has run out: of that both
 * sides are told. They give no access from then on anyway: this writes it down.
 * @returns how many
 */
export const endShares = (): Promise<number> =>
  withoutActor('jobs', async (tx) => {
    const at = now()
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      select end_shares(${isoDay(at)}::date, ${at}::timestamptz, ${sharingRoles}::text[]) as count`
    return row?.count ?? 0
  })
