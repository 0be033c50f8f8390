import { form } from '@/app/door'
import { movePolicyRule } from '@/lib/policies/change-policy'
import { policyPath } from '@/lib/policies/policy-path'

export const POST = form<{ policy: string; rule: string }>(
  async ({ actor, params: { policy, rule }, form: posted }) => {
    const to = posted.get('to') === 'earlier' ? 'earlier' : 'later'
    const version = Number(posted.get('version'))
    await movePolicyRule(actor, { policy, version, rule, to })
    return { redirect: `${policyPath(policy)}#rule-${rule}` }
  },
)
