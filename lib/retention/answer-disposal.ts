import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/clock'
import { withActor } from '@/lib/database/with-actor'
import { takeOneStep } from '@/lib/journey/one-step'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import type { Decided } from './decide-disposal'
import { readDisposals } from './find-disposals'
import { agreeForm } from './retention-forms'

/**
 * Erases a referral as the second person, or has it reviewed again. Everything that was typed, said or
 * sent of it is deleted; a tombstone and the audit trail stay, which hold ids and codes only. What was
 * done is recorded by the database, in the same transaction.
 * @returns the form with what is wrong, where something is
 * @throws NotFound where nothing waits, or it is not this actor's to see
 * @throws NotAllowed where the actor is the one who asked, or a legal hold keeps it
 * @throws Changed where somebody answered first
 */
export const answerDisposal = async (
  actor: Actor,
  typed: string,
  version: number,
  form: URLSearchParams,
): Promise<Decided> => {
  const id = z.uuid().safeParse(typed)
  if (!id.success || !may(actor, 'agree-to-disposal')) throw new NotFound()
  return withActor(actor, async (tx): Promise<Decided> => {
    const [disposal] = await readDisposals(tx, actor, id.data)
    if (!disposal) throw new NotFound()
    if (disposal.version !== version || disposal.decision !== 'dispose')
      throw new Changed('Somebody answered first. Look at it again')
    if (!disposal.canAgree)
      throw new NotAllowed('It takes a second person: somebody else must agree')
    const at = now()
    const taken = takeOneStep(agreeForm, form, { today: londonDay(at) })
    if (taken.problems.length > 0) return { disposal, taken }
    const agrees = taken.answers.agree === 'yes'
    if (agrees && disposal.isHeld) throw new NotAllowed('A legal hold keeps this case')
    const [answer] = agrees
      ? await tx.$queryRaw<{ done: boolean }[]>`
          select erase_referral(${disposal.id}::uuid, ${version}::integer, ${at}::timestamptz) as done`
      : await tx.$queryRaw<{ done: boolean }[]>`
          select refuse_disposal(${disposal.id}::uuid, ${version}::integer) as done`
    if (!answer?.done) throw new Changed('Somebody answered first. Look at it again')
    return { done: true }
  })
}
