import { page } from '@/app/door'
import { writeSpreadsheet } from '@/lib/exports/write-spreadsheet'
import { publishPath } from '@/lib/outcomes/publication'
import { takeChoice } from '@/lib/outcomes/report-choice'
import { reportFormats, type ReportFormat } from '@/lib/outcomes/report-formats'
import { reportPaper } from '@/lib/outcomes/report-paper'
import { reportFileName, reportTitle } from '@/lib/outcomes/report-titles'
import { reportWorkbook } from '@/lib/outcomes/report-workbook'
import { takeReport, type TakenReport } from '@/lib/outcomes/take-report'
import { drawPaper } from '@/lib/papers/draw-paper'
import { NotAllowed } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'

const write = ({ report, madeFor }: TakenReport, format: ReportFormat) =>
  format === 'pdf'
    ? drawPaper(reportPaper(report, madeFor))
    : writeSpreadsheet(format, reportWorkbook(report), reportTitle(report))

/** The report of the time that the address says, as a file to be saved. The page says what is wrong with it. */
export const reportFile = (format: ReportFormat) =>
  page(async ({ actor, url, request, now }) => {
    if (request.headers.get('sec-fetch-site') === 'cross-site')
      throw new NotAllowed('Take the file from the page of the report')
    const taken = takeChoice(url.searchParams, { today: londonDay(now) })
    if (!('choice' in taken)) return { redirect: `/report${url.search}` }
    const found = await takeReport(actor, taken.choice, format)
    if (!found) return { redirect: publishPath(taken.choice.period) }
    const bytes = await write(found, format)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': reportFormats[format].type,
        'content-length': String(bytes.length),
        'content-disposition': `attachment; filename="${reportFileName(found.report)}.${format}"`,
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
