import { form, page } from '@/app/door'
import { NotePage } from '@/components/casework/note-page'
import type { Actor } from '@/lib/access/actor'
import { casePath } from '@/lib/casework/act-path'
import { dealingsOf } from '@/lib/casework/case-workers'
import { requireCase } from '@/lib/casework/open-case'
import { writeNote } from '@/lib/casework/write-note'
import { NotAllowed } from '@/lib/refusals'

type Params = { reference: string }

const find = async (actor: Actor, { reference }: Params) => {
  const found = await requireCase(actor, reference)
  if (!dealingsOf(found).worksIt) throw new NotAllowed('You do not work this case')
  const answer = { title: 'Write a note', back: casePath(found.reference) }
  return { answer, drawn: { found, role: actor.role } }
}

export const GET = page<Params>(async ({ actor, params, now }) => {
  const { answer, drawn } = await find(actor, params)
  return { ...answer, body: <NotePage {...drawn} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const written = await writeNote(actor, { reference: params.reference, form: posted })
  if ('act' in written) return { redirect: `${casePath(params.reference)}#timeline` }
  const { answer, drawn } = await find(actor, params)
  const { typed, problems } = written.form
  return {
    ...answer,
    hasErrors: true,
    status: 422,
    body: <NotePage {...drawn} typed={typed} problems={problems} now={now} />,
  }
})
