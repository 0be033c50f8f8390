import { form } from '@/app/door'
import { removePolicyRule } from '@/lib/policies/change-policy'
import { policyPath } from '@/lib/policies/policy-path'

export const POST = form<{ policy: string; rule: string }>(
  async ({ actor, params: { policy, rule }, form: posted }) => {
    await removePolicyRule(actor, { policy, version: Number(posted.get('version')), rule })
    return { redirect: `${policyPath(policy)}#differences` }
  },
)
