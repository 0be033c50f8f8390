import { page } from '@/app/door'
import { ReportPage } from '@/components/outcomes/report-page'
import { WrongReportPage } from '@/components/outcomes/wrong-report-page'
import { may } from '@/lib/access/permissions'
import { requirePermission } from '@/lib/access/require-permission'
import { publishPath } from '@/lib/outcomes/publication'
import { readReport } from '@/lib/outcomes/read-report'
import { reportPath, takeChoice } from '@/lib/outcomes/report-choice'
import { isoDay, londonDay } from '@/lib/wording/london-time'

const title = 'Report for the board'
const back = '/outcomes'

export const GET = page(async ({ actor, url, now }) => {
  requirePermission(actor, 'read-report')
  const taken = takeChoice(url.searchParams, { today: londonDay(now) })
  if ('problems' in taken)
    return {
      ...{ title, back, status: 422, hasErrors: true },
      body: <WrongReportPage {...taken} today={isoDay(now)} />,
    }
  const { choice, isPlain } = taken
  if (!isPlain) return { redirect: reportPath(choice) }
  const report = await readReport(actor, choice)
  if (!report) return { redirect: publishPath(choice.period) }
  const mayFollow = may(actor, 'follow-figures')
  return { title, back, body: <ReportPage {...{ report, mayFollow, now }} /> }
})
