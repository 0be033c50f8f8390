import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { isUuid } from '@/lib/access/uuid'
import { recordEvent } from '@/lib/audit/record-event'
import { withActorInSql, type InSql } from '@/lib/database/with-actor'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { standingPolicy } from '@/lib/routing/decision'
import {
  addRule,
  changeRule,
  moveRule,
  nextRuleId,
  removeRule,
  ruleIn,
} from '@/lib/routing/policy-changes'
import type { PolicyDocument } from '@/lib/routing/policy-document'
import { readRule, type PolicyProblem } from '@/lib/routing/policy-reading'
import { readPolicies } from './read-policies'

/** Which draft is changed, and which change of it the actor saw. */
export interface DraftSeen {
  readonly policy: string
  readonly version: number
}

/** The rule that was changed; or what is wrong with it, and nothing is. */
export type Saved = { readonly rule: string } | { readonly problems: readonly PolicyProblem[] }

type Change = (
  document: PolicyDocument,
  tx: InSql,
) => Promise<
  | { readonly document: PolicyDocument; readonly rule: string }
  | { readonly problems: readonly PolicyProblem[] }
>

const changeDraft = async (
  actor: Actor,
  { policy, version }: DraftSeen,
  how: 'added' | 'changed' | 'removed' | 'moved',
  change: Change,
): Promise<Saved> => {
  requirePermission(actor, 'draft-policy')
  if (!isUuid(policy)) throw new NotFound()
  return withActorInSql(actor, async (tx) => {
    const [row] = await readPolicies(tx, policy)
    if (!row?.document) throw new NotFound()
    if (row.state !== 'draft') throw new NotAllowed('Only a draft can be changed')
    if (row.version !== version) throw new Changed('Somebody changed this draft. Look at it again')
    const changed = await change(row.document, tx)
    if ('problems' in changed) return changed
    const { document, rule } = changed
    const done = await tx.$queryRaw<unknown[]>`
      update policy_version set document = ${JSON.stringify(document)}::jsonb, version = version + 1,
        written_by = case when ${actor.accountId}::uuid = any (written_by) then written_by
          else written_by || ${actor.accountId}::uuid end
      where id = ${policy}::uuid and version = ${version} and state = 'draft'
      returning true`
    if (done.length !== 1) throw new Changed('Somebody changed this draft. Look at it again')
    await recordEvent(tx, 'policy.changed', null, { policy, rule, how })
    return { rule }
  })
}

const mustHave = (document: PolicyDocument, id: string) => {
  if (!ruleIn(document, id)) throw new NotFound()
}

/** Every name that a rule of the service's own policy or of any version has, or had. */
const readRuleIds = async (tx: InSql) => {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct rule ->> 'id' as id
    from policy_version, jsonb_path_query(document, '$.sections[*].rules[*]') as rule`
  return [...standingPolicy.sections.flatMap(({ rules }) => rules), ...rows].map(({ id }) => id)
}

/**
 * Adds a rule to a section of a draft. Its name is the next number of the section that no rule ever had.
 * @param rule a rule without a name, from outside
 * @returns its name; or what is wrong with it
 * @throws NotFound where there is no such draft or section, or the role does not draft policies
 * @throws NotAllowed where it is proposed or published
 * @throws Changed where somebody changed the draft first
 */
export const addPolicyRule = (
  actor: Actor,
  {
    section,
    rule: typed,
    ...seen
  }: DraftSeen & { readonly section: string; readonly rule: object },
): Promise<Saved> =>
  changeDraft(actor, seen, 'added', async (document, tx) => {
    if (!document.sections.some(({ title }) => title === section)) throw new NotFound()
    const id = nextRuleId({ title: section }, await readRuleIds(tx))
    const read = readRule({ ...typed, id })
    if ('problems' in read) return read
    return { document: addRule(document, section, read.rule), rule: id }
  })

/**
 * Puts a rule in the place of the one of its name.
 * @param rule a rule, from outside
 * @throws as `addPolicyRule`
 */
export const savePolicyRule = (
  actor: Actor,
  { rule: typed, ...seen }: DraftSeen & { readonly rule: object },
): Promise<Saved> =>
  changeDraft(actor, seen, 'changed', async (document) => {
    const read = readRule(typed)
    if ('problems' in read) return read
    mustHave(document, read.rule.id)
    return { document: changeRule(document, read.rule), rule: read.rule.id }
  })

/**
 * Takes a rule out of a draft.
 * @throws as `addPolicyRule`
 */
export const removePolicyRule = (
  actor: Actor,
  { rule, ...seen }: DraftSeen & { readonly rule: string },
): Promise<Saved> =>
  changeDraft(actor, seen, 'removed', async (document) => {
    mustHave(document, rule)
    return { document: removeRule(document, rule), rule }
  })

/**
 * Moves a rule of a draft by one place within its section.
 * @throws as `addPolicyRule`
 */
export const movePolicyRule = (
  actor: Actor,
  { rule, to, ...seen }: DraftSeen & { readonly rule: string; readonly to: 'earlier' | 'later' },
): Promise<Saved> =>
  changeDraft(actor, seen, 'moved', async (document) => {
    mustHave(document, rule)
    return { document: moveRule(document, rule, to), rule }
  })
