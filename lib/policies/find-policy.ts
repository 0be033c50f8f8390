import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { isUuid } from '@/lib/access/uuid'
import { now } from '@/lib/clock'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { NotFound } from '@/lib/refusals'
import { differencesOf } from '@/lib/routing/policy-changes'
import { problemsOfPolicy } from '@/lib/routing/policy-reading'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import type { PolicyVersion, PolicyWords } from './policy-version'
import { asLine, readDocument, readLastPublished, readPolicies } from './read-policies'
import { readReplay } from './read-replay'

/** A version, in a transaction that is open already: as `findPolicy`. */
export const readPolicyVersion = async (
  tx: InSql,
  actor: Actor,
  id: string,
): Promise<PolicyVersion> => {
  const [row] = isUuid(id) ? await readPolicies(tx, id) : []
  if (!row?.document) throw new NotFound()
  const { document, basedOn } = row
  const base = await readDocument(tx, basedOn)
  const last = await readLastPublished(tx)
  const replay = await readReplay(tx, { policy: id })
  const words = row.words && openAnswers<PolicyWords>(row.words, places.policyWords(id))
  const line = asLine(row, actor, isoDay(now()))
  return {
    ...line,
    document,
    base,
    isBehind: (line.state === 'draft' || line.state === 'proposed') && last.id !== basedOn,
    differences: differencesOf(base.document, document),
    problems: problemsOfPolicy(document),
    reason: words?.reason ?? null,
    reasonsToBreak: words?.reasonsToBreak ?? {},
    answerReason: row.answerWords && openAnswers<string>(row.answerWords, places.policyAnswer(id)),
    replay,
    isReplayed: replay?.state === 'done' && replay.version === line.version,
  }
}

/**
 * A version of the policy with all that it is judged by.
 * @throws NotFound where there is none, or it is not this actor's to see
 */
export const findPolicy = (actor: Actor, id: string): Promise<PolicyVersion> => {
  requirePermission(actor, 'read-policy')
  return withActorInSql(actor, (tx) => readPolicyVersion(tx, actor, id))
}
