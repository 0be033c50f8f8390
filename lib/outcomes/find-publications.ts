import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { yearBefore, type Period } from './period'
import { whyNotPublished, type Publication, type Publishing } from './publication'
import { publishedNumbersOf } from './published-numbers'
import { readAsOf } from './read-counts'
import { readPublishedNumbers } from './read-published'
import { readQuarters, type TakenQuarter } from './read-quarters'

interface Row {
  readonly from: string
  readonly until: string
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly asOf: Date
}

const readPublications = async (tx: InSql): Promise<readonly Publication[]> => {
  const rows = await tx.$queryRaw<Row[]>`
    select p.period_from::text as "from", p.period_until::text as "until", p.as_of as "asOf",
      p.published_at as "publishedAt", coalesce(n.name, '') as "publishedBy"
    from publication p
    left join names_of(array(select published_by from publication)) n on n.id = p.published_by
    order by p.period_from desc, p.period_until`
  return rows.map(({ from, until, ...row }) => ({ ...row, period: { from, until } }))
}

/** What was published, and the first day of which anything is counted. */
export interface Publications {
  readonly publications: readonly Publication[]
  readonly firstDay: string | undefined
}

/**
 * Everything that was published, the newest time first.
 * @throws NotFound where the actor may not read the report
 */
export const findPublications = (actor: Actor): Promise<Publications> => {
  if (!may(actor, 'read-report')) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const publications = await readPublications(tx)
    const [first] = await tx.$queryRaw<{ day: string | null }[]>`
      select min(day)::text as day from figure_count where figure = 'referrals' and grain = 'M'`
    return { publications, firstDay: first?.day ?? undefined }
  })
}

const newest = (quarters: readonly TakenQuarter[]) =>
  new Date(Math.max(...quarters.map(({ asOf }) => +asOf)))

/** What can be done with a time, in an open transaction of somebody who may see figures. */
export const readPublishing = async (tx: InSql, period: Period): Promise<Publishing> => {
  const publications = await readPublications(tx)
  const published = publications.find(
    (one) => one.period.from === period.from && one.period.until === period.until,
  )
  if (published) return { published }
  const because = whyNotPublished(period, await readAsOf(tx))
  if (because) return { because }
  const taken = await readQuarters(tx, period)
  const quarters = taken.map(({ numbers }) => numbers)
  const [earlier] = await readPublishedNumbers(tx, [yearBefore(period)])
  const numbers = publishedNumbersOf(quarters, earlier?.numbers)
  const seen = createHash('sha256').update(JSON.stringify(numbers)).digest('hex')
  return { draft: { period, asOf: newest(taken), quarters, numbers, seen } }
}

/**
 * What would be published of a time, or why it cannot be.
 * @throws NotFound where the actor may not publish
 */
export const findPublishing = (actor: Actor, period: Period): Promise<Publishing> => {
  if (!may(actor, 'publish-report')) throw new NotFound()
  return withActorInSql(actor, (tx) => readPublishing(tx, period))
}
