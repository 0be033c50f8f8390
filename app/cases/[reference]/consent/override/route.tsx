import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { overrideFormFor } from '@/lib/consent/override-form'
import { findBlocked, recordOverride } from '@/lib/consent/record-override'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string }

const find = async (actor: Actor, params: Params) => {
  const { reference, blocked } = await findBlocked(actor, params.reference)
  if (blocked.length === 0) throw new NotAllowed('Nothing is stopped for want of an agreement')
  const journey = overrideFormFor(blocked)
  return {
    answer: { title: 'Go ahead without their agreement', back: `${casePath(reference)}/consent` },
    drawn: { journey, caption: reference, button: 'Go ahead', warning: true },
  }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <ShortForm {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { answer, drawn } = await find(actor, params)
  const done = await recordOverride(actor, params.reference, posted)
  if ('override' in done) return { redirect: answer.back }
  const body = <ShortForm {...drawn} {...done.form} now={now} />
  return { ...answer, hasErrors: true, status: 422, body }
})
