import { form, page } from '@/app/door'
import { SharePage } from '@/components/casework/share-page'
import { answerShare } from '@/lib/casework/answer-share'
import { endShare } from '@/lib/casework/end-share'
import { findShare } from '@/lib/casework/find-shares'

const title = 'A shared case'
const back = '/shares'

export const GET = page<{ share: string }>(async ({ actor, params, now }) => ({
  title,
  back,
  body: <SharePage share={await findShare(actor, params.share)} now={now} />,
}))

export const POST = form<{ share: string }>(async ({ actor, params, form: posted, now }) => {
  const version = Number(posted.get('version'))
  const done = posted.has('end')
    ? await endShare(actor, params.share, version)
    : await answerShare(actor, { share: params.share, version, form: posted })
  if ('done' in done) return { redirect: back }
  const share = await findShare(actor, params.share)
  if ('blocked' in done)
    return { title, back, status: 409, body: <SharePage share={share} {...done} now={now} /> }
  const { form: taken, refused } = done
  return {
    title,
    back,
    hasErrors: true,
    status: 422,
    body: <SharePage share={share} {...taken} refused={refused} now={now} />,
  }
})
