import { Button } from '@/components/govuk/button'
import { AnswerList } from '@/components/journey/answer-list'
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
        <section key={step.id} aria-labelledby={`section-${step.id}`}>
          <h2 className="govuk-heading-m" id={`section-${step.id}`}>
            {step.title}
          </h2>
          <AnswerList rows={rows} changeHref={`${base}/${step.id}`} />
        </section>
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
