import { form, page } from '@/app/door'
import { AnswerPage } from '@/components/policy/answer-page'
import { requirePermission } from '@/lib/access/require-permission'
import { takeOneStep } from '@/lib/journey/one-step'
import { answerPolicy } from '@/lib/policies/answer-policy'
import { findPolicy } from '@/lib/policies/find-policy'
import { answerForm, besideFirst } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'

type Params = { policy: string }

const shown = (policy: string) => ({
  title: 'Answer a proposed policy',
  back: policyPath(policy),
  wide: true,
})

export const GET = page<Params>(async ({ actor, params, now }) => {
  requirePermission(actor, 'publish-policy')
  const policy = await findPolicy(actor, params.policy)
  if (!policy.canAnswer) throw new NotFound()
  return { ...shown(policy.id), body: <AnswerPage policy={policy} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const taken = takeOneStep(answerForm, posted, { today: londonDay(now) })
  const { answer, reason = '' } = taken.answers
  const done =
    taken.problems.length > 0
      ? taken
      : await answerPolicy(actor, { policy: params.policy, agrees: answer === 'agree', reason })
  const path = policyPath(params.policy)
  if ('state' in done)
    return { redirect: `${path}?${answer === 'agree' ? 'published' : 'refused'}` }
  const policy = await findPolicy(actor, params.policy)
  if (!policy.canAnswer) throw new NotFound()
  const form = { typed: taken.typed, problems: besideFirst(answerForm, done.problems), now }
  return {
    ...shown(policy.id),
    hasErrors: true,
    status: 422,
    body: <AnswerPage policy={policy} {...form} />,
  }
})
