import { form, page } from '@/app/door'
import { ShortForm } from '@/components/journey/short-form'
import { requirePermission } from '@/lib/access/require-permission'
import { takeOneStep } from '@/lib/journey/one-step'
import { draftForm } from '@/lib/policies/policy-forms'
import { policyPath } from '@/lib/policies/policy-path'
import { draftPolicy } from '@/lib/policies/start-draft'
import { londonDay } from '@/lib/wording/london-time'

const title = 'Start a draft'
const back = '/policy'
const shown = { journey: draftForm, caption: 'Routing policy', button: 'Start the draft' }

export const GET = page(({ actor, now }) => {
  requirePermission(actor, 'draft-policy')
  return { title, back, body: <ShortForm {...shown} now={now} /> }
})

export const POST = form(async ({ actor, form: posted, now }) => {
  requirePermission(actor, 'draft-policy')
  const { answers, typed, problems } = takeOneStep(draftForm, posted, { today: londonDay(now) })
  const done =
    problems.length > 0 ? { problems } : await draftPolicy(actor, { name: answers.name ?? '' })
  if ('policy' in done) return { redirect: policyPath(done.policy) }
  const body = <ShortForm {...shown} typed={typed} problems={done.problems} now={now} />
  return { title, back, hasErrors: true, status: 422, body }
})
