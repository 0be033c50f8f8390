import { form, page } from '@/app/door'
import { DisposalPage } from '@/components/retention/disposal-page'
import { decideDisposal } from '@/lib/retention/decide-disposal'
import { answerDisposal } from '@/lib/retention/answer-disposal'
import { findDisposal } from '@/lib/retention/find-disposals'

const title = 'Review before disposal'
const back = '/retention'

export const GET = page<{ disposal: string }>(async ({ actor, params, now }) => {
  const disposal = await findDisposal(actor, params.disposal)
  return { title, back, body: <DisposalPage disposal={disposal} now={now} /> }
})

/** Whoever reviews decides; whoever comes second says whether they agree. */
export const POST = form<{ disposal: string }>(async ({ actor, params, form: posted, now }) => {
  const version = Number(posted.get('version'))
  const { canDecide } = await findDisposal(actor, params.disposal)
  const act = canDecide ? decideDisposal : answerDisposal
  const seen = Number.isSafeInteger(version) ? version : 0
  const done = await act(actor, params.disposal, seen, posted)
  if ('done' in done) return { redirect: back }
  const body = <DisposalPage disposal={done.disposal} {...done.taken} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
