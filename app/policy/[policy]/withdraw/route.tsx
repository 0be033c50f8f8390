import { form, page } from '@/app/door'
import { WithdrawalPage } from '@/components/policy/withdrawal-page'
import { findPolicy } from '@/lib/policies/find-policy'
import { policyPath } from '@/lib/policies/policy-path'
import { withdrawPolicy } from '@/lib/policies/withdraw-policy'
import { NotFound } from '@/lib/refusals'

type Params = { policy: string }

export const GET = page<Params>(async ({ actor, params }) => {
  const policy = await findPolicy(actor, params.policy)
  if (!policy.canWithdraw) throw new NotFound()
  return {
    title: 'Withdraw a version of the policy',
    back: policyPath(policy.id),
    body: <WithdrawalPage policy={policy} />,
  }
})

export const POST = form<Params>(async ({ actor, params }) => {
  await withdrawPolicy(actor, params.policy)
  return { redirect: '/policy' }
})
