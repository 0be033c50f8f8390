import type { InSql } from '@/lib/database/with-actor'
import type { ChainLink } from './trail-line'

/**
 * Reads a stretch of the trail as it is chained, the oldest first.
 * @param tx of somebody who may read events: an auditor, or the owner of the tables
 * @param after the number of the entry before the stretch; 0 for the beginning
 * @param most how many entries
 */
export const readTrail = (tx: InSql, after: bigint, most: number) =>
  tx.$queryRaw<(ChainLink & { readonly sequence: bigint })[]>`
    select sequence, event_text(event) as text,
      encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
    from event where sequence > ${after}::bigint order by sequence limit ${most}::integer`

/** Reads single entries as they are chained, the oldest first. */
export const readEntries = (tx: InSql, sequences: readonly bigint[]) =>
  tx.$queryRaw<ChainLink[]>`
    select event_text(event) as text,
      encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
    from event where sequence = any (${sequences.map(String)}::bigint[]) order by sequence`
