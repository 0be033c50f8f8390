import { form, page } from '@/app/door'
import { SettleDutyPage } from '@/components/casework/settle-duty-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { dealingsOf } from '@/lib/casework/case-workers'
import { isDuty } from '@/lib/casework/duties'
import { requireCase } from '@/lib/casework/open-case'
import { settleDuty } from '@/lib/casework/settle-duty'
import { NotAllowed, NotFound } from '@/lib/refusals'

type Params = { reference: string; kind: string }

const find = async (actor: Actor, { reference, kind }: Params) => {
  const found = await requireCase(actor, reference)
  const duty = found.work.duties.find((one) => one.kind === kind)
  if (!duty) throw new NotFound()
  if (!duty.isOurs && !dealingsOf(found).worksIt)
    throw new NotAllowed('This duty is for others to settle')
  const answer = { title: 'Settle a duty', back: casePath(found.reference) }
  return { answer, drawn: { found, duty } }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  if (params.kind === 'release_review') return { redirect: '/releases' }
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <SettleDutyPage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference, kind } = params
  if (!isDuty(kind)) throw new NotFound()
  const version = Number(posted.get('version') ?? NaN)
  const settled = await settleDuty(actor, { reference, kind, version, form: posted })
  if ('act' in settled) return { redirect: `${casePath(reference)}#duties` }
  const { answer, drawn } = await find(actor, params)
  const changed = 'changed' in settled ? settled.changed : undefined
  return {
    ...answer,
    hasErrors: !changed,
    status: changed ? 409 : 422,
    body: (
      <SettleDutyPage
        {...drawn}
        typed={settled.form.typed}
        problems={changed ? [] : settled.form.problems}
        changed={changed}
        now={now}
      />
    ),
  }
})
