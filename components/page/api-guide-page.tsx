import { Table } from '@/components/govuk/table'
import { scopes } from '@/lib/access/scopes'
import {
  callsInMinute,
  operationNames,
  operationOf,
  usualRefusals,
  type Operation,
} from '@/lib/exchange/operations'
import { labelOf, type Question } from '@/lib/journey/question'

export interface ApiGuidePageProps {
  /** Where the service is. */
  origin: string
  /** The questions of a referral, by the name of their property. */
  questions: Readonly<Record<string, Question>>
}

const code = (text: string) => <code className="break-all">{text}</code>

function Answers({ operation: { done, scope, refused = {} } }: { operation: Operation }) {
  const refusals = Object.entries(scope ? { ...usualRefusals, ...refused } : refused)
  return (
    <Table
      caption="What it is answered with"
      captionSize="s"
      head={[{ content: 'Status' }, { content: 'What it means' }]}
      firstCellIsHeader
      rows={[[String(done.status), done.says] as const, ...refusals].map((cells) =>
        cells.map((content) => ({ content })),
      )}
    />
  )
}

function OperationSection({ name, operation }: { name: string; operation: Operation }) {
  const { method, path, says, more, scope, parameters = [], body } = operation
  return (
    <section aria-labelledby={name}>
      <h2 className="govuk-heading-m" id={name}>
        {says}
      </h2>
      <p className="govuk-body">{code(`${method} /api/v1${path}`)}</p>
      {more && <p className="govuk-body">{more}</p>}
      <p className="govuk-body">
        {scope ? (
          <>The key must be for: {scopes[scope].says.toLowerCase()}.</>
        ) : (
          'No key is needed.'
        )}
      </p>
      {parameters.length > 0 && (
        <Table
          caption="What it takes"
          captionSize="s"
          stacked
          firstCellIsHeader
          head={[{ content: 'Name' }, { content: 'Where' }, { content: 'What it is' }]}
          rows={parameters.map(({ name: called, in: place, says: what, isRequired }) => [
            { content: code(called) },
            { content: place },
            { content: isRequired ? `${what}. Always needed` : what },
          ])}
        />
      )}
      {body && (
        <>
          <h3 className="govuk-heading-s">An example of what is sent</h3>
          <pre className="govuk-body-s break-words whitespace-pre-wrap">
            <code>{JSON.stringify(body.example, null, 2)}</code>
          </pre>
        </>
      )}
      <Answers operation={operation} />
    </section>
  )
}

const valuesOf = ({ options, kind }: Question) =>
  options
    ? Object.entries(options)
        .map(([value, option]) => `${value}: ${labelOf(option)}`)
        .join('; ')
    : ({ date: 'day, month and year, as far as known', 'whole-number': 'a whole number' }[
        kind as string
      ] ?? 'text')

/** How the system of an organisation calls this service: made of the list of operations. */
export function ApiGuidePage({ origin, questions }: ApiGuidePageProps) {
  return (
    <>
      <h1 className="govuk-heading-l">How a system calls this service</h1>
      <p className="govuk-body">
        The system of an organisation can send the same referral that its staff would type, and
        follow it. An administrator of this service makes a key for it.
      </p>
      <p className="govuk-body">
        Send {code('Authorization: Bearer')} and the key with every call. A key may make{' '}
        {callsInMinute} calls in a minute. A machine reads all of this from{' '}
        <a className="govuk-link" href="/api/v1/openapi.json">
          the OpenAPI document
        </a>
        . The service is at {code(`${origin}/api/v1`)}.
      </p>
      {operationNames.map((name) => (
        <OperationSection key={name} name={name} operation={operationOf(name)} />
      ))}
      <h2 className="govuk-heading-m">The answers of a referral</h2>
      <Table
        stacked
        firstCellIsHeader
        head={[{ content: 'Name' }, { content: 'Question' }, { content: 'What it takes' }]}
        rows={Object.entries(questions).map(([id, question]) => [
          { content: code(id) },
          { content: question.ask },
          { content: valuesOf(question) },
        ])}
      />
    </>
  )
}
