import { form, page } from '@/app/door'
import { KeepFromPage } from '@/components/casework/keep-from-page'
import { OutOfSightPage } from '@/components/casework/out-of-sight-page'
import { homeOf } from '@/lib/access/navigation'
import { casePath } from '@/lib/casework/act-path'
import { findKept } from '@/lib/casework/find-kept'
import { keepCaseFrom } from '@/lib/casework/keep-case-from'
import { liftKept } from '@/lib/casework/lift-kept'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string }

const title = 'Keep this case from somebody'

export const GET = page<Params>(async ({ actor, params, now }) => {
  const kept = await findKept(actor, params.reference)
  return { title, back: casePath(kept.reference), body: <KeepFromPage kept={kept} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const path = `${casePath(reference)}/keep-from`
  const lifted = posted.get('kept')
  if (lifted !== null) {
    const step = posted.get('step') === 'lift' ? 'lift' : 'ask'
    await liftKept(actor, { reference, kept: lifted, step })
    return { redirect: path }
  }
  const done = await keepCaseFrom(actor, { reference, form: posted })
  if ('kept' in done) {
    const isSeen = await findKept(actor, reference).catch((error: unknown) => {
      if (error instanceof NotFound) return undefined
      throw error
    })
    if (isSeen) return { redirect: path }
    const body = <OutOfSightPage reference={reference} done="Kept" home={homeOf(actor)} />
    return { title: 'Kept', body }
  }
  const kept = await findKept(actor, reference)
  const { typed, problems } = done.form
  return {
    title,
    back: casePath(kept.reference),
    hasErrors: true,
    status: 422,
    body: <KeepFromPage kept={kept} typed={typed} problems={problems} now={now} />,
  }
})
