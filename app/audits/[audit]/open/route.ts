import { form } from '@/app/door'
import { casePath } from '@/lib/casework/act-path'
import { auditPath } from '@/lib/supervision/audits'
import { openAudited } from '@/lib/supervision/open-audited'

export const POST = form<{ audit: string }>(async ({ actor, params }) => {
  const reference = await openAudited(actor, params.audit)
  const back = new URLSearchParams({ back: auditPath(params.audit) })
  return { redirect: `${casePath(reference)}?${back}` }
})
