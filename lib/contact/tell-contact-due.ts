import { now } from '@/lib/clock'
import { withoutActor } from '@/lib/database/with-actor'

/** How many at once: whoever records an event waits for the others of a transaction. */
const most = 100

const tellSome = () =>
  withoutActor('jobs', async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      select tell_contact_due(${now()}::timestamptz, ${most}::integer) as count`
    return row?.count ?? 0
  })

/**
 * Tells those who work a case, and may know how to contact the person, that nobody confirmed in time how
 * it is safe: until somebody does, nobody may. Where nobody works it who may know, whoever sent it is
 * told. Each plan once.
 * @returns how many plans
 */
export const tellContactDue = async (): Promise<number> => {
  const some = await tellSome()
  return some < most ? some : some + (await tellContactDue())
}
