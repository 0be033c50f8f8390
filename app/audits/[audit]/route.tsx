import { form, page } from '@/app/door'
import { AuditPage } from '@/components/supervision/audit-page'
import { auditsPath } from '@/lib/supervision/audits'
import { findAudit } from '@/lib/supervision/find-audits'
import { recordAudit } from '@/lib/supervision/record-audit'

type Params = { audit: string }

const title = 'Audit of a case'

export const GET = page<Params>(async ({ actor, params, now }) => ({
  title,
  back: auditsPath,
  body: <AuditPage audit={await findAudit(actor, params.audit)} now={now} />,
}))

export const POST = form<Params>(async ({ actor, params, form: posted, now }) => {
  const done = await recordAudit(actor, { audit: params.audit, form: posted })
  if ('reference' in done) return { redirect: `${auditsPath}?done` }
  const audit = await findAudit(actor, params.audit)
  return {
    title,
    back: auditsPath,
    hasErrors: true,
    status: 422,
    body: <AuditPage audit={audit} {...done.form} now={now} />,
  }
})
