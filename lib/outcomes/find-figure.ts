import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { withActorInSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { numbersOf, type FigureNumbers } from './figure-lines'
import { isFigure } from './figures'
import type { Period } from './period'
import { readAsOf, readCounts } from './read-counts'

/**
 * Every number of one figure in a time, from which the cases behind each can be followed.
 * @throws NotFound where there is no such figure, or the actor may not follow figures
 */
export const findFigure = async (
  actor: Actor,
  figure: string,
  period: Period,
): Promise<FigureNumbers> => {
  requirePermission(actor, 'follow-figures')
  if (!isFigure(figure)) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const [counts = {}] = await readCounts(tx, [period], [figure])
    return numbersOf(figure, period, counts, await readAsOf(tx))
  })
}
