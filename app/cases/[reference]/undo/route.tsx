import { form } from '@/app/door'
import { BlockedPage } from '@/components/casework/changed-page'
import { casePath, withDone } from '@/lib/casework/act-path'
import { undoAction } from '@/lib/casework/undo-action'
import { safePath } from '@/lib/http/safe-path'
import { readReference } from '@/lib/referral/reference'
import { NotFound } from '@/lib/refusals'

const title = 'It was not undone'

export const POST = form<{ reference: string }>(async ({ actor, params, form: posted }) => {
  const reference = readReference(params.reference)
  if (!reference) throw new NotFound()
  const back = safePath(posted.get('back')) ?? casePath(reference)
  const act = posted.get('act') ?? ''
  const undone = await undoAction(actor, act)
  if ('undone' in undone) return { redirect: withDone(back, act) }
  const why = undone.blocked
  return {
    title,
    back,
    status: 409,
    body: <BlockedPage title={title} reference={reference} why={why} back={back} />,
  }
})
