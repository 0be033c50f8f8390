import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import type { Tx } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { isoDay } from '@/lib/wording/london-time'
import type { ShareLine } from './share-line'
import { isSharePurpose, shareStateOf, type ShareBasis, type ShareKind } from './shares'

const most = 300

interface Row {
  readonly id: string
  readonly referral_id: string
  readonly kind: ShareKind
  readonly queue: string | null
  readonly giver_id: string
  readonly giver: string
  readonly receiver_id: string
  readonly receiver: string
  readonly purpose: string
  readonly basis: ShareBasis
  readonly words: Uint8Array | null
  readonly until: Date | null
  readonly offered_at: Date
  readonly offered_by: string
  readonly accepted_at: Date | null
  readonly declined_at: Date | null
  readonly declined_because: string | null
  readonly ended_at: Date | null
  readonly version: number
  readonly reference: string | null
  readonly works: boolean
  /** The agreement that it stands on has run out. */
  readonly lapsed: boolean
}

/** A share with what verbs need of it beside. */
export type ShareRead = ShareLine & {
  readonly referralId: string
  readonly offeredBy: string
  readonly giverId: string
  readonly receiverId: string
}

const lineOf = (actor: Actor, row: Row, today: string): ShareRead | undefined => {
  const { purpose, kind, works } = row
  if (!isSharePurpose(purpose)) return undefined
  const state = shareStateOf(
    {
      acceptedAt: row.accepted_at,
      declinedAt: row.declined_at,
      endedAt: row.ended_at,
      until: row.until,
      isLapsed: row.lapsed,
    },
    today,
  )
  const isOurs = row.receiver_id === actor.organisation.id
  const isGiver =
    may(actor, 'review-outcomes') ||
    (kind === 'request'
      ? works
      : may(actor, 'work-a-queue') && row.giver_id === actor.organisation.id)
  const isOpenToUs = isOurs && state === 'accepted'
  // What was written may say who the person is. A request is written by somebody who was not told.
  const readsWords =
    row.offered_by === actor.accountId ||
    (kind === 'request' ? works : isOpenToUs && !may(actor, 'review-outcomes'))
  return {
    id: row.id,
    referralId: row.referral_id,
    kind,
    giver: row.giver,
    giverId: row.giver_id,
    receiver: row.receiver,
    receiverId: row.receiver_id,
    purpose,
    basis: row.basis,
    until: row.until,
    state,
    offeredAt: row.offered_at,
    offeredBy: row.offered_by,
    declinedBecause: row.declined_because,
    version: row.version,
    isOurs,
    reference: works || isGiver || isOpenToUs ? row.reference : null,
    words: readsWords && row.words ? openAnswers<string>(row.words, places.share(row.id)) : null,
    canAnswer: state === 'offered' && (kind === 'request' ? works : isOurs),
    canEnd:
      (state === 'accepted' && (isOurs || isGiver)) ||
      (state === 'offered' && kind !== 'request' && isGiver),
  }
}

/**
 * Reads one share, or those of the actor's organisation and what is asked of the cases that they work,
 * the newest first, in a transaction that is open already. Whoever only belongs to the giving
 * organisation reads nothing of a case that they do not work.
 */
export const readShares = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  id?: string,
): Promise<readonly ShareRead[]> => {
  const ours = actor.organisation.id
  const rows = await tx.$queryRaw<Row[]>`
    select share.id::text, share.referral_id::text, kind, queue, giver.id::text as giver_id,
      giver.name as giver, receiver.id::text as receiver_id, receiver.name as receiver, purpose, basis,
      words, until, offered_at, offered_by::text, accepted_at, declined_at, declined_because, ended_at,
      share.version, referral.reference, works_case(share.referral_id) as works,
      has_lapsed(share.id, ${at}::timestamptz) as lapsed
    from share
      join organisation as giver
        on giver.id = case kind when 'request' then to_organisation_id else from_organisation_id end
      join organisation as receiver
        on receiver.id = case kind when 'request' then from_organisation_id else to_organisation_id end
      left join referral on referral.id = share.referral_id
    where case when ${id ?? null}::uuid is not null then share.id = ${id ?? null}::uuid
      else ${ours}::uuid in (from_organisation_id, to_organisation_id)
        or (kind = 'request' and accepted_at is null and declined_at is null and ended_at is null)
      end
    order by offered_at desc, share.id
    limit ${most}`
  return rows.flatMap((row) =>
    row.receiver_id === ours || row.works || (row.giver_id === ours && may(actor, 'work-a-queue'))
      ? (lineOf(actor, row, isoDay(at)) ?? [])
      : [],
  )
}
