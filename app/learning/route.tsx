import { page } from '@/app/door'
import { LearningPage } from '@/components/learning/learning-page'
import { WrongTimePage } from '@/components/outcomes/wrong-time-page'
import { requirePermission } from '@/lib/access/require-permission'
import { readLearning } from '@/lib/outcomes/read-learning'
import { offeredTimes, takeChoice } from '@/lib/outcomes/report-choice'
import { isoDay, londonDay } from '@/lib/wording/london-time'

const title = 'Learning'

export const GET = page(async ({ actor, url, now }) => {
  requirePermission(actor, 'read-report')
  const taken = takeChoice(url.searchParams, { today: londonDay(now) })
  if ('problems' in taken)
    return { title, status: 422, body: <WrongTimePage title={title} problems={taken.problems} /> }
  const learning = await readLearning(actor, taken.choice.period)
  return {
    title,
    wide: true,
    body: <LearningPage learning={learning} offered={offeredTimes(isoDay(now))} />,
  }
})
