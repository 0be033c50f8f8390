import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isRole, roles } from '@/lib/access/roles'
import type { Tx } from '@/lib/database/with-actor'
import { places } from '@/lib/sealing/places'
import { openAnswers, type Place } from '@/lib/sealing/seal-answers'
import { releaseStateOf, type ReleaseRead } from './release'

const most = 200

const textOf = (sealed: Uint8Array | null, place: Place) =>
  sealed ? openAnswers<string>(sealed, place) : undefined

/**
 * Reads releases, the newest first, in a transaction that is open already. What police wrote is read by
 * leads and by whoever wrote it.
 */
export const readReleases = async (
  tx: Tx,
  actor: Actor,
  where: { readonly id?: string; readonly referralId?: string },
): Promise<readonly ReleaseRead[]> => {
  const rows = await tx.release.findMany({
    where,
    orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
    take: most,
    include: { referral: { select: { reference: true } } },
  })
  const organisations = await tx.organisation.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.askedOrganisationId))] } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]))
  const isLead = may(actor, 'review-outcomes')
  return rows.map((row) => {
    const mayRead = isLead || row.askedBy === actor.accountId
    const role = isRole(row.askedRole) ? roles[row.askedRole] : row.askedRole
    return {
      id: row.id,
      reference: row.referral.reference,
      state: releaseStateOf(row),
      basis: row.basis,
      askedBy: `${role}, ${nameOf.get(row.askedOrganisationId) ?? ''}`,
      askedAt: row.askedAt,
      answeredAt: row.answeredAt,
      reviewDueAt: row.reviewDueAt,
      isForUs:
        isLead &&
        row.askedBy !== actor.accountId &&
        row.askedOrganisationId !== actor.organisation.id,
      words: (mayRead && textOf(row.words, places.release(row.id))) || '',
      answerWords: mayRead ? textOf(row.answerWords, places.releaseAnswer(row.id)) : undefined,
      reviewWords: mayRead ? textOf(row.reviewWords, places.releaseReview(row.id)) : undefined,
    }
  })
}
