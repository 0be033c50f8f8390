import type { Problem } from '@/lib/journey/journey'

/** What is wrong with a time in an address, and where to choose another. */
export function WrongTimePage({
  title,
  problems,
}: {
  title: string
  problems: readonly Problem[]
}) {
  return (
    <>
      <h1 className="govuk-heading-l">{title}</h1>
      {problems.map(({ question, message }) => (
        <p key={question} className="govuk-body">
          {message}.
        </p>
      ))}
      <p className="govuk-body">
        <a className="govuk-link" href="/report">
          Choose another time in the report
        </a>
      </p>
    </>
  )
}
