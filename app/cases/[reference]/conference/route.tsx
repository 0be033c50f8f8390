import { form, page } from '@/app/door'
import { CaseForm } from '@/components/casework/case-form'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { dealingsOf } from '@/lib/casework/case-workers'
import { conferenceForm } from '@/lib/casework/conference-form'
import { requireCase } from '@/lib/casework/open-case'
import { recordConference } from '@/lib/casework/record-conference'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string }

const find = async (actor: Actor, params: Params) => {
  const found = await requireCase(actor, params.reference)
  if (!dealingsOf(found).worksIt) throw new NotAllowed('You do not work this case')
  const { reference } = found
  const drawn = { journey: conferenceForm, reference, button: 'Save this record' }
  return { answer: { title: 'Record a case conference', back: casePath(reference) }, drawn }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <CaseForm {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const recorded = await recordConference(actor, { reference, form: posted })
  if ('act' in recorded) return { redirect: `${casePath(reference)}#timeline` }
  const { answer, drawn } = await find(actor, params)
  const { typed, problems } = recorded.form
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <CaseForm {...drawn} typed={typed} problems={problems} now={now} />,
  }
})
