import { form, page } from '@/app/door'
import { CaseForm } from '@/components/casework/case-form'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { dealingsOf } from '@/lib/casework/case-workers'
import { requireCase } from '@/lib/casework/open-case'
import { goalForm } from '@/lib/casework/goal-form'
import { setGoal } from '@/lib/casework/set-goal'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string }

const find = async (actor: Actor, params: Params) => {
  const found = await requireCase(actor, params.reference)
  if (!dealingsOf(found).setsGoals) throw new NotAllowed('Only those who support the person can')
  const { reference } = found
  const drawn = { journey: goalForm, reference, button: 'Add this goal' }
  return { answer: { title: 'Add a goal', back: casePath(reference) }, drawn }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <CaseForm {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const set = await setGoal(actor, { reference: params.reference, form: posted })
  if ('goal' in set) return { redirect: `${casePath(params.reference)}#goals` }
  const { answer, drawn } = await find(actor, params)
  const { typed, problems } = set.form
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <CaseForm {...drawn} typed={typed} problems={problems} now={now} />,
  }
})
