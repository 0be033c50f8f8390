import { ReferenceLink } from '@/components/casework/reference-link'
import { Table } from '@/components/govuk/table'
import { roles, type Role } from '@/lib/access/roles'
import { mostInAnHour, openingReasonInWords } from '@/lib/casework/entry'
import { openingDays, type Openings } from '@/lib/casework/openings'
import { count, showMoment } from '@/lib/wording/london-time'

const who = ({ role, organisation }: { role: Role; organisation: string }) =>
  `${roles[role]}, ${organisation}`

/** Who opened cases outside their own work: how often, when and why. */
export function OpeningsPage({ list, byPerson, many }: Openings) {
  return (
    <>
      <h1 className="govuk-heading-l">Openings</h1>
      <p className="govuk-body">
        Whoever opens a case that is not theirs says why first. This is what they said in the last{' '}
        {openingDays} days.
      </p>
      {many.length > 0 && (
        <Table
          stacked
          caption={`More than ${mostInAnHour} cases in an hour`}
          captionSize="m"
          head={['Who', 'Role', 'When'].map((content) => ({ content }))}
          rows={many.map((one) => [
            { content: one.name },
            { content: who(one) },
            { content: showMoment(one.at) },
          ])}
        />
      )}
      {list.length === 0 ? (
        <p className="govuk-body">Nobody opened a case outside their own work.</p>
      ) : (
        <>
          <Table
            stacked
            firstCellIsHeader
            caption="By person"
            captionSize="m"
            head={['Who', 'Role', 'How often', 'Cases'].map((content) => ({ content }))}
            rows={byPerson.map((one) => [
              { content: one.name },
              { content: who(one) },
              { content: count(one.times, 'time') },
              { content: count(one.cases, 'case') },
            ])}
          />
          <Table
            stacked
            firstCellIsHeader
            caption="Each time, the newest first"
            captionSize="m"
            head={['Case', 'When', 'Who', 'Role', 'Why'].map((content) => ({ content }))}
            rows={list.map((line) => [
              { content: <ReferenceLink reference={line.reference} /> },
              { content: showMoment(line.at) },
              { content: line.name },
              { content: who(line) },
              {
                content: (
                  <>
                    {openingReasonInWords(line.reason)}
                    {line.words && <p className="govuk-body answer mt-2 mb-0">{line.words}</p>}
                  </>
                ),
              },
            ])}
          />
        </>
      )}
    </>
  )
}
