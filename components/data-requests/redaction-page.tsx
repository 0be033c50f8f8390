import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Select } from '@/components/govuk/select'
import { Textarea } from '@/components/govuk/textarea'
import type { DataRequest } from '@/lib/data-requests/data-request'
import { exemptions } from '@/lib/data-requests/exemptions'
import { sectionNames, sections, type Held, type HeldAnswer } from '@/lib/data-requests/held'
import type { RedactionProblem, Review } from '@/lib/data-requests/redaction'

export interface RedactionPageProps {
  request: DataRequest
  held: Held
  review: Review
  problems: readonly RedactionProblem[]
}

/** Everything that is kept about a person, answer by answer, to be looked through before it leaves. */
export function RedactionPage({ request, held, review, problems }: RedactionPageProps) {
  return (
    <>
      {problems.length > 0 && (
        <ErrorSummary
          errors={problems.map(({ question, message }) => ({
            text: message,
            href: `#${question}` as const,
          }))}
        />
      )}
      <form method="post" noValidate>
        <input type="hidden" name="version" value={request.version} />
        <span className="govuk-caption-l">{request.reference}</span>
        <h1 className="govuk-heading-l">Look through what is kept</h1>
        <p className="govuk-body">
          Nothing leaves before you have looked at it. Put [[ and ]] around what is about somebody
          else: it is blacked out. Leave out a whole answer where the law lets you.
        </p>
        {sectionNames.map((section) => {
          const answers = held.answers.filter((answer) => answer.section === section)
          if (answers.length === 0) return null
          return (
            <section key={section}>
              <h2 className="govuk-heading-m">{sections[section]}</h2>
              {answers.map((answer) => (
                <OneAnswer
                  key={answer.id}
                  {...{ answer, review, problems }}
                  path={`/data-requests/${request.id}`}
                />
              ))}
            </section>
          )
        })}
        <Button preventDoubleClick>Make the file</Button>
      </form>
    </>
  )
}

interface OneAnswerProps extends Pick<RedactionPageProps, 'review' | 'problems'> {
  answer: HeldAnswer
  /** The address of the request. */
  path: string
}

function OneAnswer({ answer, review, problems, path }: OneAnswerProps) {
  const { id, ask, shown, isText, suggested, file } = answer
  const reviewed = review[id]
  const chosen = reviewed ? (reviewed.exemption ?? 'give') : (suggested ?? (isText ? '' : 'give'))
  const errorOf = (name: string) => problems.find(({ question }) => question === name)?.message
  return (
    <section className="govuk-form-group">
      {isText ? (
        <Textarea
          name={`marked-${id}`}
          label={ask}
          labelSize="s"
          value={reviewed?.marked ?? shown}
          error={errorOf(`marked-${id}`)}
          spellCheck={false}
        />
      ) : (
        <>
          <h3 className="govuk-heading-s">{ask}</h3>
          <p className="govuk-body answer">{shown}</p>
        </>
      )}
      {file && (
        <p className="govuk-body">
          <a className="govuk-link" href={`${path}/files/${file}`}>
            Save this file, to look at it and to hand it out with the text
          </a>
        </p>
      )}
      <Select
        name={`exemption-${id}`}
        label={
          <>
            Is it given?<span className="govuk-visually-hidden"> {ask}</span>
          </>
        }
        value={chosen}
        error={errorOf(`exemption-${id}`)}
        items={[
          ...(isText ? [{ value: '', label: 'Choose' }] : []),
          { value: 'give', label: isText ? 'Yes, but what is blacked out' : 'Yes' },
          ...Object.entries(exemptions).map(([value, { label }]) => ({
            value,
            label: `No: ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
          })),
        ]}
      />
    </section>
  )
}
