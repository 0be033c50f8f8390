import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActorInSql } from '@/lib/database/with-actor'
import type { Problem } from '@/lib/journey/journey'
import { longestName } from './policy-version'
import { readLastPublished } from './read-policies'

/**
 * Begins a draft of the policy, from the one that was published last.
 * @param name what people call it by
 * @returns its id; or what is wrong with the name
 * @throws NotFound where the role does not draft policies
 */
export const draftPolicy = async (
  actor: Actor,
  { name: typed }: { readonly name: string },
): Promise<{ readonly policy: string } | { readonly problems: readonly Problem[] }> => {
  requirePermission(actor, 'draft-policy')
  const name = typed.trim()
  if (!name) return problem('Enter a name for the draft')
  if (name.length > longestName) return problem(`Use ${longestName} letters or fewer`)
  const id = randomUUID()
  await withActorInSql(actor, async (tx) => {
    const base = await readLastPublished(tx)
    await tx.$queryRaw`
      insert into policy_version (id, name, based_on, document, drafted_by, drafted_at, written_by)
      values (${id}::uuid, ${name}, ${base.id}::uuid, ${JSON.stringify(base.document)}::jsonb,
        ${actor.accountId}::uuid, ${now()}::timestamptz, array[${actor.accountId}::uuid])`
    await recordEvent(tx, 'policy.drafted', null, { policy: id, from: base.version })
  })
  return { policy: id }
}

const problem = (message: string) => ({ problems: [{ question: 'name', message }] })
