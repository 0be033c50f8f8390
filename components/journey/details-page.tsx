import { Tag } from '@/components/govuk/tag'
import { TaskList } from '@/components/govuk/task-list'
import { progressOf } from '@/lib/journey/progress'
import type { Details } from '@/lib/referral/details'

function Status({ answered, asked, isWrong }: ReturnType<typeof progressOf>) {
  if (isWrong) return <Tag colour="red">There is a problem</Tag>
  if (answered === 0) return <Tag colour="blue">Not yet started</Tag>
  if (answered === asked) return 'Completed'
  return (
    <Tag colour="yellow">
      {answered} of {asked} answered
    </Tag>
  )
}

/** The task list that carries a referral to everything that the Home Office form asks. */
export function DetailsPage({ details }: { details: Details }) {
  const { reference, typed, walked } = details
  return (
    <>
      <h1 className="govuk-heading-l">Add more details</h1>
      <p className="govuk-body">
        Your referral has been sent and nobody waits for this. Add what you know, in any order. It
        helps whoever fills in the Home Office form, so that the person is not asked again.
      </p>
      <TaskList
        items={walked.stops.map((stop) => ({
          title: stop.step.title,
          href: `/cases/${reference}/details/${stop.step.id}`,
          status: <Status {...progressOf(stop, typed)} />,
        }))}
      />
    </>
  )
}
