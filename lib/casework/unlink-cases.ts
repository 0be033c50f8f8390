import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { readWorkedCase } from './read-worked-case'

/**
 * Ends the link of a case with another. Ended already is as good.
 * @returns the reference of the case
 * @throws NotFound where there is no such case or link, or the actor does not work the case
 */
export const unlinkCases = async (actor: Actor, typed: string, link: string): Promise<string> => {
  if (!z.uuid().safeParse(link).success) throw new NotFound()
  const reference = await withActor(actor, async (tx) => {
    const found = await readWorkedCase(tx, actor, { typed })
    if (!found) return undefined
    const { id } = found
    const row = await tx.link.findFirst({
      where: { id: link, OR: [{ referralId: id }, { otherId: id }] },
    })
    if (!row) return undefined
    const { count } = await tx.link.updateMany({
      where: { id: link, endedAt: null },
      data: { endedAt: now() },
    })
    if (count === 1) {
      await recordEvent(tx, 'cases.unlinked', row.referralId, { link })
      await recordEvent(tx, 'cases.unlinked', row.otherId, { link })
    }
    return found.reference
  })
  if (!reference) throw new NotFound()
  return reference
}
