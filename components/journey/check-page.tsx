import { Button } from '@/components/govuk/button'
import { AnswerSection } from '@/components/journey/answer-section'
import type { summary } from '@/lib/journey/journey'

export interface CheckPageProps {
  base: string
  sections: ReturnType<typeof summary>
  organisation: string
}

/** Everything that was asked and answered, before it is sent. */
export function CheckPage({ base, sections, organisation }: CheckPageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">Check your answers before sending</h1>
      {sections.map(({ step, rows }) => (
        <AnswerSection
          key={step.id}
          id={step.id}
          title={step.title}
          rows={rows}
          changeHref={`${base}/${step.id}`}
        />
      ))}
      <p className="govuk-body">
        You send this for {organisation}, as far as you know it to be right. You can add more
        afterwards.
      </p>
      <form method="post" noValidate>
        <Button preventDoubleClick>Send referral</Button>
      </form>
    </>
  )
}
