import { form, page } from '@/app/door'
import { PublishPage } from '@/components/outcomes/publish-page'
import { WrongTimePage } from '@/components/outcomes/wrong-time-page'
import { findPublishing } from '@/lib/outcomes/find-publications'
import { publishedListPath, publishPath } from '@/lib/outcomes/publication'
import { publishReport } from '@/lib/outcomes/publish-report'
import { takeChoice } from '@/lib/outcomes/report-choice'
import { NotFound } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'

const title = 'Publish figures'

export const GET = page(async ({ actor, url, now }) => {
  if (!url.searchParams.has('from')) return { redirect: publishedListPath }
  const taken = takeChoice(url.searchParams, { today: londonDay(now) })
  if (!('choice' in taken))
    return {
      title,
      back: publishedListPath,
      status: 422,
      body: <WrongTimePage {...{ title }} problems={taken.problems} />,
    }
  const { period } = taken.choice
  const publishing = await findPublishing(actor, period)
  return { title, back: publishedListPath, body: <PublishPage {...{ period, publishing }} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const taken = takeChoice(posted, { today: londonDay(now) })
  if (!('choice' in taken) || !taken.isPlain) throw new NotFound()
  await publishReport(actor, taken.choice.period, posted.get('seen') ?? '')
  return { redirect: publishPath(taken.choice.period) }
})
