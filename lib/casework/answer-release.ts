import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import type { EventType } from '@/lib/audit/events'
import { now } from '@/lib/clock'
import { withActor, type Tx } from '@/lib/database/with-actor'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { readReleases } from './read-releases'
import { decideReleaseForm } from './identity-release-form'

export type ReleaseDecided =
  { readonly decided: Decision } | { readonly form: TakenForm<Catalogue> }

type Decision = 'released' | 'refused' | 'upheld' | 'ended'

const given = z.object({
  decision: z.enum(['released', 'refused', 'upheld', 'ended']),
  words: z.string(),
})

const eventOf: Readonly<Record<Decision, EventType>> = {
  released: 'identity.released',
  refused: 'identity.release_refused',
  upheld: 'identity.release_reviewed',
  ended: 'identity.release_ended',
}

/** Says it in the row, from which the database does the rest; only where nobody said it before. */
const decide = async (
  tx: Tx,
  actor: Actor,
  id: string,
  decision: Decision,
  words: string,
  at: Date,
) => {
  const by = { accountId: actor.accountId, organisationId: actor.organisation.id }
  const isAnswer = decision === 'released' || decision === 'refused'
  const { count } = isAnswer
    ? await tx.release.updateMany({
        where: { id, answer: null },
        data: {
          answer: decision,
          answerWords: sealAnswers(words, places.releaseAnswer(id)),
          answeredBy: by.accountId,
          answeredOrganisationId: by.organisationId,
          answeredAt: at,
        },
      })
    : await tx.release.updateMany({
        where: { id, answer: 'released', endedAt: null },
        data: {
          review: decision,
          reviewWords: sealAnswers(words, places.releaseReview(id)),
          reviewedBy: by.accountId,
          reviewedAt: at,
          ...(decision === 'ended' && { endedAt: at }),
        },
      })
  if (count !== 1) throw new Changed('Somebody else has decided it. Look at it again')
}

/**
 * Decides, as the second person, whether police are told who somebody is; reviews what was told in an
 * emergency; or withholds it again. Whoever asked, and everybody of their organisation, cannot.
 * @returns what was decided; or what is wrong with the form
 * @throws NotFound where there is no such release, or it is not this actor's to see
 * @throws NeedsProof where the actor has not proved lately that it is them
 * @throws NotAllowed where the actor is not a second person, or there is nothing left to decide
 * @throws Changed where somebody else decided first
 */
export const answerRelease = async (
  actor: Actor,
  { release: typedId, form: posted }: { readonly release: string; readonly form: URLSearchParams },
): Promise<ReleaseDecided> => {
  const id = z.uuid().safeParse(typedId).data
  requirePermission(actor, 'release-identity')
  if (!id) throw new NotFound()
  const done = await withActor(actor, async (tx): Promise<ReleaseDecided | Error> => {
    const [found] = await readReleases(tx, actor, { id })
    if (!found) return new NotFound()
    const { referralId, askedBy, referral } = await tx.release.findUniqueOrThrow({
      where: { id },
      select: { referralId: true, askedBy: true, referral: { select: { priority: true } } },
    })
    const refuse = async (because: string, why: string) => {
      await recordEvent(tx, 'action.refused', referralId, { action: 'answer_release', because })
      return new NotAllowed(why)
    }
    if (!found.isForUs) return refuse('role', 'Somebody of another organisation has to decide')
    const journey = decideReleaseForm(found.state)
    if (!journey) return refuse('state', 'This is decided already')
    const at = now()
    const form = takeOneStep(journey, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return { form }
    const { decision, words } = given.parse(form.answers)
    await decide(tx, actor, id, decision, words, at)
    await queueMessages(tx, { id: referralId, priority: referral.priority }, [
      {
        type: decision === 'ended' ? 'release.ended' : 'release.answered',
        recipient: decision === 'ended' ? 'queue:POLICE' : `account:${askedBy}`,
      },
    ])
    await recordEvent(tx, eventOf[decision], referralId, { release: id, basis: found.basis })
    return { decided: decision }
  })
  if (done instanceof Error) throw done
  return done
}
