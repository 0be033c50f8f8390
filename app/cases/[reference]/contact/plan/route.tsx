import { form, page } from '@/app/door'
import { ContactPlanPage } from '@/components/casework/contact-plan-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { findPlan } from '@/lib/contact/find-plan'
import { savePlan } from '@/lib/contact/save-plan'

const answerFor = (actor: Actor, reference: string) => ({
  title: 'How is it safe to contact them?',
  isReferral: actor.role === 'referrer',
  back: `${casePath(reference)}/contact`,
})

export const GET = page<{ reference: string }>(async ({ actor, params, now }) => {
  const plan = await findPlan(actor, params.reference)
  return {
    ...answerFor(actor, plan.reference),
    body: <ContactPlanPage plan={plan} now={now} />,
  }
})

export const POST = form<{ reference: string }>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const version = Number(posted.get('version') ?? -1)
  const saved = await savePlan(actor, { reference, version, form: posted })
  const answer = answerFor(actor, reference)
  if ('version' in saved) return { redirect: answer.back }
  const { form: taken, ...drawn } = saved
  return {
    ...answer,
    hasErrors: taken.problems.length > 0,
    status: drawn.isStale ? 409 : 422,
    body: <ContactPlanPage {...drawn} {...taken} now={now} />,
  }
})
