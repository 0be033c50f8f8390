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
  const policy = await findPolicy(actor, params.policy)
  const { id, name, version, document, base, canChange, mayDraft } = policy
  const rule = ruleIn(document, params.rule)
  // Of a rule that was there when the draft was begun it is known that somebody took it out.
  const known = rule ?? ruleIn(base.document, params.rule)
  if (!mayDraft || !known) throw new NotFound()
  const children = <RuleActs policy={id} rule={known.id} version={version} />
  const journey = changeForm(known.id)
  return {
    policy: id,
    rule: known,
    over: !canChange ? ('closed' as const) : !rule ? ('removed' as const) : undefined,
    page: { title: 'Change a rule', back: policyPath(id) },
    drawn: { journey, version, children, caption: name, button: 'Save the rule', now },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { drawn, page, rule, over } = await open(actor, params, now)
  if (over) throw new NotFound()
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
