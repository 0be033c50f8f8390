import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Tx } from '@/lib/database/with-actor'
import type { Destination } from '@/lib/routing/queues'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import type { Case } from './case'
import type { CaseQueue, Casework } from './casework'
import { isDuty, type Manner, type Settlement } from './duties'
import { dutyOwner, ownsDuty } from './duty-owner'
import { findLikely } from './find-likely'
import type { LinkKind } from './links'
import { isTrack, type GoalResult, type Outcomes } from './outcomes'
import { readCaseItems } from './read-case-items'
import { readTimeline } from './read-timeline'
import { isSharePurpose, shareStateOf, type ShareKind } from './shares'
import type { State } from './states'

const presenceMinutes = 5

/** Names of organisations, by id. All of them: there are few, and anybody may read them. */
const readOrganisations = async (tx: Tx) =>
  new Map(
    (await tx.organisation.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [
      id,
      name,
    ]),
  )

/**
 * Reads what happened to a case beside the referral itself, and says that the actor has it open, in a
 * transaction that is open already.
 * @param items the items that the actor can see
 */
export const readCasework = async (
  tx: Tx,
  actor: Actor,
  { id, reference }: Pick<Case, 'id' | 'reference'>,
  items: readonly { readonly queue: string; readonly identity: string }[],
  at: Date,
): Promise<Casework> => {
  const works = may(actor, 'work-a-queue')
  const ours = actor.organisation.id
  const organisations = await readOrganisations(tx)
  const nameOf = (organisationId: string | null) => organisations.get(organisationId ?? '') ?? ''
  const rows = await tx.$queryRaw<
    { queue: string; state: string; is_accepted: boolean; handler: string | null }[]
  >`
    select queue, state, is_accepted, handler from queues_of_case(${id}::uuid)`
  const [newest] = await tx.$queryRaw<{ outcomes: Outcomes }[]>`
    select latest_outcomes(${id}::uuid) as outcomes`
  const duties = await tx.duty.findMany({ where: { referralId: id }, orderBy: { dueAt: 'asc' } })
  const outcomes = await tx.outcome.findMany({
    where: { referralId: id },
    orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
  })
  const goals = await tx.goal.findMany({ where: { referralId: id }, orderBy: { setAt: 'asc' } })
  const shares = await tx.share.findMany({
    where: { referralId: id },
    orderBy: { offeredAt: 'desc' },
  })
  const links = works
    ? await tx.$queryRaw<{ id: string; kind: LinkKind; reference: string }[]>`
        select link.id::text, link.kind, referral.reference from link
        join referral on referral.id = case when link.referral_id = ${id}::uuid then link.other_id else link.referral_id end
        where ${id}::uuid in (link.referral_id, link.other_id) and link.ended_at is null
        order by link.at`
    : []
  const alsoHere = works
    ? await tx.presence.findMany({
        where: {
          referralId: id,
          accountId: { not: actor.accountId },
          seenAt: { gt: new Date(at.getTime() - presenceMinutes * 60_000) },
        },
        orderBy: { name: 'asc' },
      })
    : []
  if (works)
    await tx.$queryRaw`
      insert into presence (account_id, referral_id, name, organisation_id, seen_at)
      values (${actor.accountId}::uuid, ${id}::uuid, ${actor.name}, ${ours}::uuid, ${at}::timestamptz)
      on conflict (account_id, referral_id) do update set seen_at = excluded.seen_at`
  return {
    items: await readCaseItems(tx, actor, reference, items),
    queues: rows.map(({ queue, state, is_accepted: isAccepted, handler }): CaseQueue => ({
      queue: queue as Destination,
      state: state as State,
      isAccepted,
      handler,
    })),
    timeline: await readTimeline(tx, actor, id),
    duties: duties.flatMap(({ kind, ownerOrganisationId, ownerQueue, ...duty }) =>
      isDuty(kind)
        ? {
            id: duty.id,
            kind,
            owner: dutyOwner({ ownerOrganisationId, ownerQueue }, organisations),
            isOurs: ownsDuty(actor, { ownerOrganisationId, ownerQueue }),
            openedAt: duty.openedAt,
            dueAt: duty.dueAt,
            settledAt: duty.settledAt,
            settledAs: duty.settledAs as Settlement | null,
            manner: duty.manner as Manner | null,
            reference: duty.reference,
            version: duty.version,
          }
        : [],
    ),
    outcomes: outcomes.flatMap(({ track, ...outcome }) =>
      isTrack(track)
        ? {
            track,
            value: outcome.value,
            decidedOn: outcome.decidedOn,
            decidedBy: outcome.decidedBy,
            reference: outcome.reference,
            recordedAt: outcome.recordedAt,
          }
        : [],
    ),
    latest: newest?.outcomes ?? {},
    goals: goals.map(({ words, met, ...goal }) => ({
      id: goal.id,
      words: openAnswers<string>(words, places.goal(goal.id)),
      setAt: goal.setAt,
      met: met as GoalResult | null,
      version: goal.version,
    })),
    shares: shares.flatMap(({ purpose, ...share }) =>
      isSharePurpose(purpose)
        ? {
            id: share.id,
            kind: share.kind as ShareKind,
            from: nameOf(share.fromOrganisationId),
            to: nameOf(share.toOrganisationId),
            purpose,
            until: share.until,
            state: shareStateOf(share, isoDay(at)),
            offeredAt: share.offeredAt,
            isForUs: share.toOrganisationId === ours && !share.acceptedAt && !share.declinedAt,
            version: share.version,
          }
        : [],
    ),
    links,
    alsoHere: alsoHere.map(({ name, organisationId }) => ({
      name,
      organisation: nameOf(organisationId),
    })),
    matches: works ? await findLikely(tx, id) : [],
  }
}
