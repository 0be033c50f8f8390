import { form, page } from '@/app/door'
import { AskReleasePage } from '@/components/casework/ask-release-page'
import { casePath } from '@/lib/casework/act-path'
import { askRelease } from '@/lib/casework/ask-release'
import { findRelease } from '@/lib/casework/find-release'

type Params = { reference: string }

const title = 'Ask who the person is'

export const GET = page<Params>(async ({ actor, params, now }) => {
  const found = await findRelease(actor, params.reference)
  return { title, back: casePath(found.reference), body: <AskReleasePage {...found} now={now} /> }
})

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const { reference } = params
  const done = await askRelease(actor, { reference, form: posted })
  if ('release' in done)
    return { redirect: `${casePath(reference)}${done.isReleased ? '' : '/release'}` }
  const found = await findRelease(actor, reference)
  const { typed, problems } = 'form' in done ? done.form : { typed: {}, problems: [] }
  return {
    title,
    back: casePath(found.reference),
    hasErrors: problems.length > 0,
    status: 'form' in done ? 422 : 409,
    body: <AskReleasePage {...found} typed={typed} problems={problems} now={now} />,
  }
})
