import { form, page } from '@/app/door'
import { RuleFormPage } from '@/components/policy/rule-form-page'
import type { Actor } from '@/lib/access/actor'
import { addPolicyRule } from '@/lib/policies/change-policy'
import { findPolicy } from '@/lib/policies/find-policy'
import { policyPath } from '@/lib/policies/policy-path'
import { addForm, nothingTyped, ruleOf, sectionOf } from '@/lib/policies/rule-form'
import { NotFound } from '@/lib/refusals'
import { takeRule } from '../../take-rule'

type Params = { policy: string }

const open = async (actor: Actor, { policy: id }: Params, now: Date) => {
  const policy = await findPolicy(actor, id)
  if (!policy.mayDraft) throw new NotFound()
  const { name, version, document } = policy
  const journey = addForm(document)
  return {
    policy,
    page: { title: 'Add a rule', back: policyPath(policy.id) },
    drawn: { journey, version, caption: name, button: 'Add the rule', now },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { policy, drawn, page } = await open(actor, params, now)
  if (!policy.canChange) throw new NotFound()
  return { ...page, body: <RuleFormPage {...drawn} typed={nothingTyped} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { policy, ...shown } = await open(actor, params, now)
  return takeRule({
    ...shown,
    policy: policy.id,
    form: posted,
    over: policy.canChange ? undefined : 'closed',
    save: (answers, version) =>
      addPolicyRule(actor, {
        policy: policy.id,
        version,
        section: sectionOf(policy.document, answers),
        rule: ruleOf(answers),
      }),
  })
})
