import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { requirePermission } from '@/lib/access/require-permission'
import { lastComplete } from '@/lib/outcomes/period'
import { auditsPath } from '@/lib/supervision/audits'
import { drawAudits } from '@/lib/supervision/draw-audits'
import { sampleForm, usualSample } from '@/lib/supervision/sample-form'
import { isoDay } from '@/lib/wording/london-time'

const title = 'Draw cases to audit'
const shown = { journey: sampleForm, caption: 'Audits of cases', button: 'Draw the cases' }

export const GET = page(({ actor, now }) => {
  requirePermission(actor, 'review-outcomes')
  const typed = usualSample(lastComplete('quarter', isoDay(now)))
  return { title, back: auditsPath, body: <ShortForm {...shown} typed={typed} now={now} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  const done = await drawAudits(actor, posted)
  if ('drawn' in done) return { redirect: `${auditsPath}?drawn=${done.drawn}` }
  const body = <ShortForm {...shown} {...done.form} now={now} />
  return { title, back: auditsPath, hasErrors: true, status: 422, body }
})
