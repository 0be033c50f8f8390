import { form, page } from '@/app/door'
import { RecallPage } from '@/components/casework/recall-page'
import { answerRecall } from '@/lib/consent/answer-recall'
import { findRecall } from '@/lib/consent/find-recalls'

const title = 'Asked back'
const back = '/recalls'

export const GET = page<{ recall: string }>(async ({ actor, params, now }) => ({
  title,
  back,
  body: <RecallPage recall={await findRecall(actor, params.recall)} now={now} />,
}))

export const POST = form<{ recall: string }>(async ({ actor, params, form: posted, now }) => {
  const done = await answerRecall(actor, params.recall, posted)
  if ('done' in done) return { redirect: back }
  const recall = await findRecall(actor, params.recall)
  if ('blocked' in done)
    return { title, back, status: 409, body: <RecallPage recall={recall} {...done} now={now} /> }
  const body = <RecallPage recall={recall} {...done.form} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
