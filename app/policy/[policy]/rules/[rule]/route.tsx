import { form, page } from '@/app/door'
import { RuleActs } from '@/components/policy/rule-acts'
import { RuleFormPage } from '@/components/policy/rule-form-page'
import type { Actor } from '@/lib/access/actor'
import { savePolicyRule } from '@/lib/policies/change-policy'
import { findPolicy } from '@/lib/policies/find-policy'
import { policyPath } from '@/lib/policies/policy-path'
import { changeForm, ruleOf, typedOf } from '@/lib/policies/rule-form'
import { NotFound } from '@/lib/refusals'
import { ruleIn } from '@/lib/routing/policy-changes'
import { takeRule } from '../../take-rule'

type Params = { policy: string; rule: string }

const open = async (actor: Actor, params: Params, now: Date) => {
  const { id, name, version, document, canChange } = await findPolicy(actor, params.policy)
  const rule = ruleIn(document, params.rule)
  if (!canChange || !rule) throw new NotFound()
  const children = <RuleActs policy={id} rule={rule.id} version={version} />
  const journey = changeForm(rule.id)
  return {
    policy: id,
    rule,
    page: { title: 'Change a rule', back: policyPath(id) },
    drawn: { journey, version, children, caption: name, button: 'Save the rule', now },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { drawn, page, rule } = await open(actor, params, now)
  return { ...page, body: <RuleFormPage {...drawn} typed={typedOf(rule)} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { rule, ...shown } = await open(actor, params, now)
  return takeRule({
    ...shown,
    form: posted,
    save: (answers, version) => {
      const changed = { ...ruleOf(answers, rule), id: rule.id }
      return savePolicyRule(actor, { policy: shown.policy, version, rule: changed })
    },
  })
})
