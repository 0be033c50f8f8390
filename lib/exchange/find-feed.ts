import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { askAsActor } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { feedTypes, type Feed, type FeedAsked, type FeedLine } from './feed'

type Row = Omit<FeedLine, 'sequence'> & { readonly sequence: bigint }

/**
 * What happened to the referrals of the actor's organisation after an event, in the order in which it
 * happened: numbers, codes, references and times. None appears later with a lower number, because the
 * trail gives a number under a lock that holds until it is kept.
 * @throws NotFound where the actor does not refer
 */
export const findFeed = async (actor: Actor, { after, limit }: FeedAsked): Promise<Feed> => {
  if (!may(actor, 'refer')) throw new NotFound()
  const rows = await askAsActor(
    actor,
    (tx) => tx.$queryRaw<Row[]>`
      select sequence, type, reference, at
      from find_feed(${after}::bigint, ${limit + 1}::integer, ${[...feedTypes]}::text[])`,
  )
  const events = rows
    .slice(0, limit)
    .map(({ sequence, ...line }) => ({ sequence: Number(sequence), ...line }))
  return { events, after: events.at(-1)?.sequence ?? after, more: rows.length > limit }
}
