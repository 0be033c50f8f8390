import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { requirePermission } from '@/lib/access/require-permission'
import { recordEvent } from '@/lib/audit/record-event'
import { now } from '@/lib/clock'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { queueMessages } from '@/lib/notifications/queue-messages'
import { NotAllowed } from '@/lib/refusals'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { changeCase } from './change-case'
import { dueAt } from './deadlines'
import { whyNoRelease } from './find-release'
import { lockCase } from './lock-case'
import { Refusal } from './refusal'
import { releaseBases } from './release'
import { askReleaseForm } from './identity-release-form'

export type ReleaseAsked =
  | { readonly release: string; readonly isReleased: boolean }
  | { readonly form: TakenForm<Catalogue> }
  | { readonly blocked: string }

const waitingAlready =
  'A lead was asked already, and has not answered yet. Ask again only if a life is in danger'

const given = z.object({
  urgent: z.enum(['yes', 'no']),
  basis: z.enum(Object.keys(releaseBases) as (keyof typeof releaseBases)[]).optional(),
  words: z.string(),
})

/**
 * Asks, for the police, who somebody is who did not agree that police know it. A safeguarding lead of
 * another organisation answers. Where a life is in danger the one who asks decides alone: they are told
 * at once, the leads too, and a review is due.
 * @returns the release; or what is wrong with the form, or why there is nothing to ask
 * @throws NotFound where there is no such case, or it is not this actor's to see
 * @throws NotAllowed where the actor does not work it for the police
 * @throws NeedsProof where they decide alone, and have not proved lately that it is them
 */
export const askRelease = (
  actor: Actor,
  { reference, form: posted }: { readonly reference: string; readonly form: URLSearchParams },
): Promise<ReleaseAsked> =>
  changeCase<ReleaseAsked>(actor, { reference, action: 'ask_release' }, async (tx, read) => {
    if (!may(actor, 'work-police-queue') || !read.worked.some(({ queue }) => queue === 'POLICE'))
      return new Refusal<ReleaseAsked>('role', new NotAllowed('Only police who work the case ask'))
    await lockCase(tx, read.id)
    const blocked = await whyNoRelease(tx, read.id)
    if (blocked) return new Refusal<ReleaseAsked>('state', { blocked })
    const at = now()
    const form = takeOneStep(askReleaseForm, posted, { today: londonDay(at) })
    if (form.problems.length > 0) return new Refusal<ReleaseAsked>('form', { form })
    const { urgent, basis = 'threat_to_life', words } = given.parse(form.answers)
    const isReleased = urgent === 'yes'
    const waiting = await tx.release.count({ where: { referralId: read.id, answer: null } })
    if (waiting > 0 && !isReleased)
      return new Refusal<ReleaseAsked>('state', {
        form: { ...form, problems: [{ question: 'urgent', message: waitingAlready }] },
      })
    if (isReleased && !may(actor, 'release-in-emergency'))
      return new Refusal<ReleaseAsked>('role', new NotAllowed('Your role cannot decide alone'))
    if (isReleased) requirePermission(actor, 'release-in-emergency')
    const release = randomUUID()
    await tx.release.createMany({
      data: [
        {
          id: release,
          referralId: read.id,
          kind: isReleased ? 'emergency' : 'agreed',
          basis,
          words: sealAnswers(words, places.release(release)),
          askedBy: actor.accountId,
          askedOrganisationId: actor.organisation.id,
          askedRole: actor.role,
          askedAt: at,
          ...(isReleased && {
            answer: 'released',
            answeredBy: actor.accountId,
            answeredOrganisationId: actor.organisation.id,
            answeredAt: at,
            reviewDueAt: dueAt('releaseReview', 'HOLD', at),
          }),
        },
      ],
    })
    await queueMessages(tx, { id: read.id, priority: isReleased ? 'P1' : read.priority }, [
      {
        type: isReleased ? 'release.emergency' : 'release.asked',
        recipient: 'role:safeguarding_lead',
      },
    ])
    const event = isReleased ? 'identity.released' : 'identity.release_asked'
    await recordEvent(tx, event, read.id, { release, basis, queue: 'POLICE' })
    return { release, isReleased }
  })
