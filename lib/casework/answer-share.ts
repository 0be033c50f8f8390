import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import type { Queued } from '@/lib/notifications/messages'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotFound } from '@/lib/refusals'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { londonDay } from '@/lib/wording/london-time'
import { answerFormFor } from './share-answer-form'
import { readShares, type ShareRead } from './read-shares'
import { readWorkedCase } from './read-worked-case'
import { meanwhile } from './share-line'
import { isSharing } from './share-recipients'
import { whyNotShared } from './share-rules'

export interface AnsweredShare {
  readonly share: string
  readonly version: number
  readonly form: URLSearchParams
}

type Answered =
  | { readonly done: 'accepted' | 'declined' }
  | { readonly blocked: string }
  | { readonly form: TakenForm<Catalogue>; readonly refused: string | undefined }

/** No message about a share is urgent, so how soon its case is changes nothing. */
const priority = 'P3'

/** Why a request cannot be accepted by this actor; an offer was checked when it was made. */
const whyNot = async (tx: Tx, actor: Actor, share: ShareRead) => {
  if (share.kind !== 'request') return undefined
  const giving = await readWorkedCase(tx, actor, { id: share.referralId })
  const { type } = await tx.organisation.findUniqueOrThrow({ where: { id: share.receiverId } })
  if (!giving) return 'You do not work this case'
  const { purpose, basis } = share
  const receiver = { receiver: type as OrganisationType, receiverId: share.receiverId }
  return whyNotShared(giving, { purpose, basis, ...receiver })
}

/** Ends the work of whoever gave a case away, and tells who referred it that it has moved. */
const finishGiving = async (tx: Tx, { id, kind, referralId }: ShareRead, at: Date) => {
  if (kind !== 'transfer') return []
  const [finished] = await tx.$queryRaw<{ done: boolean }[]>`
    select finish_transferred(${id}::uuid, ${at}::timestamptz) as done`
  const referral = await tx.referral.findUnique({
    where: { id: referralId },
    select: { accountId: true },
  })
  const told: Queued[] =
    finished?.done && referral
      ? [{ type: 'referral.state_changed', recipient: `account:${referral.accountId}` }]
      : []
  return told
}

const answer = async (
  tx: Tx,
  actor: Actor,
  share: ShareRead,
  { version, form }: AnsweredShare,
): Promise<Answered> => {
  const at = now()
  const refuse = (because: string) =>
    recordEvent(tx, 'action.refused', share.referralId, {
      action: 'answer_share',
      share: share.id,
      because,
    })
  if (!share.canAnswer || share.version !== version) {
    await refuse(share.version === version ? 'role' : 'version')
    return { blocked: meanwhile[share.state] }
  }
  const refused = await whyNot(tx, actor, share)
  const taken = takeOneStep(answerFormFor(refused), form, { today: londonDay(at) })
  const { answer: given, reason = null } = taken.answers
  if (taken.problems.length > 0 || !given) {
    await refuse('form')
    return { form: taken, refused }
  }
  const { count } = await tx.share.updateMany({
    where: { id: share.id, version, acceptedAt: null, declinedAt: null, endedAt: null },
    data:
      given === 'accept'
        ? { acceptedAt: at, acceptedBy: actor.accountId, version: version + 1 }
        : { declinedAt: at, declinedBecause: reason, version: version + 1 },
  })
  if (count !== 1) {
    await refuse('version')
    return { blocked: meanwhile.offered }
  }
  const done = given === 'accept' ? 'accepted' : 'declined'
  await queueMessages(tx, { id: share.referralId, priority }, [
    {
      type: share.kind === 'request' ? 'request.answered' : `share.${done}`,
      recipient: `account:${share.offeredBy}`,
    },
    ...(given === 'accept' ? await finishGiving(tx, share, at) : []),
  ])
  const { id, kind, purpose } = share
  await recordEvent(tx, `share.${done}`, share.referralId, { share: id, kind, purpose, reason })
  return { done }
}

/**
 * Answers an offer, for the organisation that it was made to, or a request, for those who work the
 * case: accepted as it stands, or declined with a coded reason. Once, whoever is first.
 * @returns what was answered; or what is wrong with the form, or what somebody else did first
 * @throws NotFound where there is no such share, or it is not this actor's to see
 */
export const answerShare = async (actor: Actor, asked: AnsweredShare): Promise<Answered> => {
  if (!isSharing(actor) || !z.uuid().safeParse(asked.share).success) throw new NotFound()
  const answered = await withActor(actor, async (tx) => {
    const [share] = await readShares(tx, actor, now(), asked.share)
    return share && answer(tx, actor, share, asked)
  })
  if (!answered) throw new NotFound()
  return answered
}
