import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { InSql } from '@/lib/database/with-actor'
import { standingPolicy } from '@/lib/routing/decision'
import { describePolicy, type PolicyDocument } from '@/lib/routing/policy-document'
import { standingName, type PolicyInForce, type PolicyLine } from './policy-version'

/** A version as the database keeps it. Its document and words are read only of one. */
export interface PolicyRow extends Omit<
  PolicyLine,
  'isOwn' | 'canChange' | 'canAnswer' | 'canWithdraw'
> {
  readonly basedOn: string | null
  readonly writers: readonly string[]
  readonly proposer: string | null
  readonly document: PolicyDocument | null
  readonly words: Uint8Array | null
  readonly answerWords: Uint8Array | null
}

/**
 * The versions that the actor may see, the newest first, in a transaction that is open already.
 * @param id one alone, with its document and its words
 */
export const readPolicies = (tx: InSql, id: string | null = null): Promise<readonly PolicyRow[]> =>
  tx.$queryRaw<readonly PolicyRow[]>`
    with page as (
      select * from policy_version where id = ${id}::uuid or ${id}::uuid is null
    ), named as materialized (
      select * from names_of(array(
        select unnest(array[drafted_by, proposed_by, answered_by]) from page
      ))
    )
    select id::text, name, state, version, based_on::text as "basedOn", drafted_at as "draftedAt",
      proposed_at as "proposedAt", applies_from::text as "appliesFrom", answered_at as "answeredAt",
      answer, written_by::text[] as writers, proposed_by::text as proposer,
      coalesce((select name from named where named.id = drafted_by), '') as "draftedBy",
      (select name from named where named.id = proposed_by) as "proposedBy",
      (select name from named where named.id = answered_by) as "answeredBy",
      case when ${id}::uuid is null then null else document end as document,
      case when ${id}::uuid is null then null else words end as words,
      case when ${id}::uuid is null then null else answer_words end as "answerWords"
    from page order by coalesce(applies_from, drafted_at::date) desc, drafted_at desc, id`

/** A version as a list shows it to an actor on a day. */
export const asLine = (
  {
    id,
    name,
    state,
    version,
    draftedBy,
    draftedAt,
    proposedBy,
    proposedAt,
    appliesFrom,
    answeredBy,
    answeredAt,
    answer,
    writers,
    proposer,
  }: PolicyRow,
  actor: Actor,
  today: string,
): PolicyLine => {
  const isOwn = writers.includes(actor.accountId) || proposer === actor.accountId
  const isComing = state === 'published' && (appliesFrom ?? '') > today
  return {
    id,
    name,
    state,
    version,
    draftedBy,
    draftedAt,
    proposedBy,
    proposedAt,
    appliesFrom,
    answeredBy,
    answeredAt,
    answer,
    isOwn,
    canChange: state === 'draft' && may(actor, 'draft-policy'),
    mayDraft: may(actor, 'draft-policy'),
    canAnswer: state === 'proposed' && !isOwn && may(actor, 'publish-policy'),
    canWithdraw: isComing
      ? may(actor, 'publish-policy')
      : (state === 'draft' || state === 'proposed') && may(actor, 'draft-policy'),
  }
}

/** The policy that the service comes with, as data. */
export const standing: PolicyInForce = {
  id: null,
  name: standingName,
  version: standingPolicy.version,
  document: describePolicy(standingPolicy.sections),
}

/**
 * A published policy with its document; the service's own for null.
 * @throws where there is none
 */
export const readDocument = async (tx: InSql, id: string | null): Promise<PolicyInForce> => {
  if (id === null) return standing
  const [row] = await tx.$queryRaw<PolicyInForce[]>`
    select id::text, name, applies_from::text as version, document
    from policy_version where id = ${id}::uuid`
  if (!row) throw new Error('A policy is gone that another one was drafted from')
  return row
}

/**
 * The policy that was published last, which may decide only from a later day: what a new draft is drafted
 * from, so that no draft undoes what was published meanwhile.
 */
export const readLastPublished = async (tx: InSql): Promise<PolicyInForce> => {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from policy_version where state = 'published' order by applies_from desc limit 1`
  return readDocument(tx, row?.id ?? null)
}
