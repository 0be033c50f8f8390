import { form, page } from '@/app/door'
import { CaseForm } from '@/components/casework/case-form'
import { OutOfSightPage } from '@/components/casework/out-of-sight-page'
import { homeOf } from '@/lib/access/navigation'
import { casePath } from '@/lib/casework/act-path'
import { findWorkedReference } from '@/lib/casework/find-kept'
import { declareConflict } from '@/lib/casework/keep-case-from'
import { conflictForm } from '@/lib/casework/kept-form'

type Params = { reference: string }

const title = 'I am too close to this case'
const drawn = { journey: conflictForm, button: 'I am too close to it', warning: true }

export const GET = page<Params>(async ({ actor, params, now }) => {
  const reference = await findWorkedReference(actor, params.reference)
  const body = <CaseForm {...drawn} reference={reference} now={now} />
  return { title, back: casePath(reference), body }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const done = await declareConflict(actor, { reference, form: posted })
  if ('kept' in done) {
    const said = 'You said that you are too close to it'
    const body = <OutOfSightPage reference={reference} done={said} home={homeOf(actor)} />
    return { title: said, body }
  }
  const { typed, problems } = done.form
  return {
    title,
    back: casePath(reference),
    hasErrors: true,
    status: 422,
    body: <CaseForm {...drawn} reference={reference} typed={typed} problems={problems} now={now} />,
  }
})
