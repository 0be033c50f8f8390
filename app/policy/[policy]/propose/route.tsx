import { form, page } from '@/app/door'
import { ProposalPage } from '@/components/policy/proposal-page'
import { takeOneStep } from '@/lib/journey/one-step'
import { findPolicy } from '@/lib/policies/find-policy'
import { besideFirst, proposalFormOf, proposalOf } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import { obstaclesOf } from '@/lib/policies/proposal'
import { proposePolicy } from '@/lib/policies/propose-policy'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'

type Params = { policy: string }

const shown = (policy: string) => ({
  title: 'Propose a policy',
  back: policyPath(policy),
  wide: true,
})

export const GET = page<Params>(async ({ actor, params, now }) => {
  const policy = await findPolicy(actor, params.policy)
  if (!policy.canChange) throw new NotFound()
  return { ...shown(policy.id), body: <ProposalPage policy={policy} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const policy = await findPolicy(actor, params.policy)
  if (!policy.canChange) throw new NotFound()
  const journey = proposalFormOf(policy)
  const taken = takeOneStep(journey, posted, { today: londonDay(now) })
  const proposal = proposalOf(taken.answers)
  const version = Number(posted.get('version'))
  const done =
    taken.problems.length > 0
      ? taken
      : await proposePolicy(actor, { policy: policy.id, version, ...proposal })
  if ('proposed' in done) return { redirect: `${policyPath(policy.id)}?proposed` }
  const problems = besideFirst(journey, done.problems)
  return {
    ...shown(policy.id),
    hasErrors: obstaclesOf(policy).length === 0,
    status: 422,
    body: <ProposalPage policy={policy} typed={taken.typed} problems={problems} now={now} />,
  }
})
