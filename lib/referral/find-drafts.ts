import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { withActor } from '@/lib/database/with-actor'
import type { DraftLine } from './draft'

/** The actor's unfinished referrals, the last saved first. Says when and how far, never about whom. */
export const findDrafts = async (actor: Actor): Promise<readonly DraftLine[]> =>
  may(actor, 'refer')
    ? withActor(actor, (tx) =>
        tx.draft.findMany({
          where: { accountId: actor.accountId, expiresAt: { gt: new Date() } },
          orderBy: { savedAt: 'desc' },
          select: { id: true, step: true, startedAt: true, savedAt: true, expiresAt: true },
        }),
      )
    : []
