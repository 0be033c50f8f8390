import { form, page } from '@/app/door'
import { OutcomePage } from '@/components/casework/outcome-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { dealingsOf } from '@/lib/casework/case-workers'
import { requireCase } from '@/lib/casework/open-case'
import { isTrack } from '@/lib/casework/outcomes'
import { recordOutcome } from '@/lib/casework/record-outcome'
import { NotAllowed, NotFound } from '@/lib/refusals'

type Params = { reference: string; track: string }

const find = async (actor: Actor, { reference, track }: Params) => {
  if (!isTrack(track)) throw new NotFound()
  const found = await requireCase(actor, reference)
  if (!dealingsOf(found).records.includes(track))
    throw new NotAllowed('Your role cannot record this outcome')
  const answer = { title: 'Record an outcome', back: casePath(found.reference) }
  return { answer, drawn: { found, track } }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <OutcomePage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference, track } = params
  if (!isTrack(track)) throw new NotFound()
  const version = Number(posted.get('version') ?? NaN)
  const recorded = await recordOutcome(actor, { reference, track, version, form: posted })
  if ('act' in recorded) return { redirect: `${casePath(reference)}#outcomes` }
  const { answer, drawn } = await find(actor, params)
  if ('blocked' in recorded)
    return { ...answer, status: 409, body: <OutcomePage {...drawn} now={now} /> }
  const changed = 'changed' in recorded ? recorded.changed : undefined
  return {
    ...answer,
    hasErrors: !changed,
    status: changed ? 409 : 422,
    body: (
      <OutcomePage
        {...drawn}
        typed={recorded.form.typed}
        problems={changed ? [] : recorded.form.problems}
        changed={changed}
        now={now}
      />
    ),
  }
})
