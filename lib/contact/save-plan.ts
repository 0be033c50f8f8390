import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { recordEvent } from '@/lib/audit/record-event'
import { Refusal } from '@/lib/casework/refusal'
import type { Catalogue } from '@/lib/journey/journey'
import { takeOneStep, type TakenForm } from '@/lib/journey/one-step'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import { confirmByOf } from './confirm-by'
import type { PlanToConfirm } from './contact-case'
import { planToConfirm } from './find-plan'
import { openChannels, planOf } from './plan'
import { planForm } from './plan-form'
import { withContact } from './with-contact'

export type PlanSaved =
  | { readonly version: number }
  | {
      readonly form: TakenForm<Catalogue>
      readonly plan: PlanToConfirm
      /** Somebody confirmed another plan in between. */
      readonly isStale: boolean
    }

/**
 * Confirms how it is safe to contact the person, as it was or changed: a new version, sealed. What
 * stopped everybody before, a sign of danger or a corrected answer, is settled by it.
 * @param asked the form, and the version that its writer saw
 * @returns the new version; or the form again, with what was typed
 * @throws NotFound where there is no such case or it is not this actor's to see
 * @throws NotAllowed where they may see it and not how to contact the person
 */
export const savePlan = (
  actor: Actor,
  asked: { readonly reference: string; readonly version: number; readonly form: URLSearchParams },
): Promise<PlanSaved> =>
  withContact<PlanSaved>(
    actor,
    { reference: asked.reference, action: 'save_plan', isWrite: true },
    async (tx, found, at) => {
      const form = takeOneStep(planForm, asked.form, { today: londonDay(at) })
      const plan = planToConfirm(found)
      const isStale = asked.version !== plan.version
      if (isStale) return new Refusal<PlanSaved>('version', { form, plan, isStale })
      if (form.problems.length > 0) return new Refusal<PlanSaved>('form', { form, plan, isStale })
      const id = randomUUID()
      const version = plan.version + 1
      const open = openChannels(planOf(form.answers))
      const confirmedWith = String(form.answers.confirmedWith)
      await tx.contactPlan.createMany({
        data: [
          {
            id,
            referralId: found.id,
            version,
            plan: sealAnswers(form.typed, places.contactPlan(id)),
            openChannels: [...open],
            confirmedWith,
            confirmedAt: at,
            confirmBy: confirmByOf(at),
            accountId: actor.accountId,
            organisationId: actor.organisation.id,
            role: actor.role,
          },
        ],
      })
      await recordEvent(tx, 'contact.confirmed', found.id, { version, with: confirmedWith, open })
      return { version }
    },
  )
