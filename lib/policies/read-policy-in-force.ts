import type { InSql } from '@/lib/database/with-actor'
import { log } from '@/lib/log'
import { standingPolicy } from '@/lib/routing/decision'
import { readPolicy } from '@/lib/routing/policy-reading'
import type { Policy } from '@/lib/routing/rule'
import { isoDay } from '@/lib/wording/london-time'

interface Row {
  readonly id: string
  readonly version: string
  /** Null where it was read before. */
  readonly document: unknown
}

/** What is published never changes, so each is read once. */
const known = new Map<string, Policy>()

/**
 * The policy that decides at a moment: the newest that was published to apply from that day in London or
 * an earlier one, or else the one that the service comes with. In a transaction that is open already.
 */
export const readPolicyInForce = async (tx: InSql, at: Date): Promise<Policy> => {
  const [row] = await tx.$queryRaw<Row[]>`
    select id::text, applies_from::text as version,
      case when id = any (${[...known.keys()]}::uuid[]) then null else document end as document
    from policy_version
    where state = 'published' and applies_from <= ${isoDay(at)}::date
    order by applies_from desc limit 1`
  if (!row) return standingPolicy
  const { id, version, document } = row
  const found = known.get(id)
  if (found) return found
  const read = readPolicy(document)
  if ('problems' in read) {
    // Somebody waits for help: better by the service's own policy than not at all.
    log.error({ policy: id }, 'The published policy cannot be read. The service’s own decides')
    return standingPolicy
  }
  const policy = { version, sections: read.sections }
  known.set(id, policy)
  return policy
}

/** What each rule says, by its id: as the last published policy that has it says it, or the service's own. */
export const readRuleWords = async (tx: InSql): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.$queryRaw<{ id: string; because: string }[]>`
    select rule ->> 'id' as id, rule ->> 'because' as because
    from policy_version, jsonb_path_query(document, '$.sections[*].rules[*]') as rule
    where state = 'published' order by applies_from`
  const own = standingPolicy.sections.flatMap(({ rules }) => rules)
  return new Map([...own, ...rows].map(({ id, because }) => [id, because]))
}
