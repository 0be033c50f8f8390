import { form } from '@/app/door'
import { StepPage } from '@/components/journey/step-page'
import { stepAfter, stepBefore, stopAt } from '@/lib/journey/way'
import { prefilled } from '@/lib/referral/prefilled'
import { saveStep } from '@/lib/referral/save-step'
import { referralJourney } from '@/lib/referral/steps'
import { NotFound } from '@/lib/refusals'
import { draftPage } from '../draft-page'

type Params = { draft: string; step: string }

export const GET = draftPage<Params>(({ actor, params, url, now, draft, walked, base }) => {
  const found = stopAt(walked, params.step)
  if (!found) throw new NotFound()
  if (found.isBeyond) return { redirect: base }
  const problems = url.searchParams.has('problems') ? found.stop.problems : []
  const back = stepBefore(walked, params.step)
  return {
    title: found.stop.step.title,
    isReferral: true,
    hasErrors: problems.length > 0,
    back: back ? `${base}/${back.step.id}` : '/refer',
    body: (
      <StepPage
        stop={found.stop}
        questions={referralJourney.questions}
        answers={walked.answers}
        typed={{ ...prefilled(actor), ...draft.typed }}
        problems={problems}
        caption={`Question ${found.number} of ${found.total}`}
        isDraft
        now={now}
      />
    ),
  }
})

export const POST = form<Params>(async ({ actor, params, form: posted }) => {
  const walked = await saveStep(actor, params.draft, params.step, posted)
  const base = `/refer/${params.draft}`
  const found = stopAt(walked, params.step)
  if (found && found.stop.problems.length > 0)
    return { redirect: `${base}/${params.step}?problems` }
  if (params.step === 'danger' && walked.answers.immediateDanger === 'yes')
    return { redirect: `${base}/call-999` }
  return { redirect: `${base}/${stepAfter(walked, params.step)?.step.id ?? 'check'}` }
})
