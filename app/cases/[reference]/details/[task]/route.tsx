import { form, page } from '@/app/door'
import { StepPage } from '@/components/journey/step-page'
import { findDetails } from '@/lib/referral/find-details'
import { saveDetails } from '@/lib/referral/save-details'
import { NotFound } from '@/lib/refusals'

type Params = { reference: string; task: string }

export const GET = page<Params>(async ({ actor, params, url, now }) => {
  const { reference, journey, typed, walked } = await findDetails(actor, params.reference)
  const stop = walked.stops.find(({ step }) => step.id === params.task)
  if (!stop) throw new NotFound()
  const problems = url.searchParams.has('problems') ? stop.problems : []
  return {
    title: stop.step.title,
    isReferral: true,
    hasErrors: problems.length > 0,
    back: `/cases/${reference}/details`,
    body: (
      <StepPage
        stop={stop}
        questions={journey.questions}
        answers={walked.answers}
        typed={typed}
        problems={problems}
        caption="Add more details"
        button="Save and return to the list"
        now={now}
      />
    ),
  }
})

export const POST = form<Params>(async ({ actor, params, form: posted }) => {
  const stop = await saveDetails(actor, params.reference, params.task, posted)
  const list = `/cases/${params.reference}/details`
  return { redirect: stop.problems.length > 0 ? `${list}/${params.task}?problems` : list }
})
