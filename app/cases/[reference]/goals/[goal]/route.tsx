import { form, page } from '@/app/door'
import { CaseForm } from '@/components/casework/case-form'
import { InsetText } from '@/components/govuk/inset-text'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { requireCase } from '@/lib/casework/open-case'
import { goalResultForm } from '@/lib/casework/goal-form'
import { settleGoal } from '@/lib/casework/settle-goal'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; goal: string }

const find = async (actor: Actor, params: Params) => {
  const { reference, work } = await requireCase(actor, params.reference)
  const goal = work.goals.find(({ id }) => id === params.goal)
  if (!goal) throw new NotFound()
  const { version, words } = goal
  const children = <InsetText className="answer">{words}</InsetText>
  const drawn = { journey: goalResultForm, reference, version, button: 'Save', children }
  return { answer: { title: 'Was the goal met?', back: casePath(reference) }, drawn }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <CaseForm {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const version = Number(posted.get('version') ?? NaN)
  const settled = await settleGoal(actor, { ...params, version, form: posted })
  if ('goal' in settled) return { redirect: `${casePath(params.reference)}#goals` }
  const { answer, drawn } = await find(actor, params)
  const { typed, problems } = settled.form
  const changed = 'changed' in settled ? settled.changed : undefined
  return {
    ...answer,
    hasErrors: !changed,
    status: changed ? 409 : 422,
    body: <CaseForm {...drawn} typed={typed} problems={problems} changed={changed} now={now} />,
  }
})
