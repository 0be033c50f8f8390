import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import { isoDay } from '@/lib/wording/london-time'
import type { Policies } from './policy-version'
import { asLine, readDocument, readPolicies } from './read-policies'

/**
 * The policy that decides today, what was published for later, and, for those who write and judge them,
 * drafts and what was withdrawn.
 * @throws NotFound where the role does not read the policy
 */
export const findPolicies = async (actor: Actor): Promise<Policies> => {
  requirePermission(actor, 'read-policy')
  const today = isoDay(now())
  return withActorInSql(actor, async (tx) => {
    const lines = (await readPolicies(tx)).map((row) => asLine(row, actor, today))
    const published = lines.filter(({ state }) => state === 'published')
    const begun = published.filter(({ appliesFrom }) => (appliesFrom ?? '') <= today)
    const [inForce, ...before] = begun
    return {
      inForce: await readDocument(tx, inForce?.id ?? null),
      coming: published.filter((line) => !begun.includes(line)),
      open: lines.filter(({ state }) => state === 'draft' || state === 'proposed'),
      past: [...before, ...lines.filter(({ state }) => state === 'withdrawn')],
    }
  })
}
