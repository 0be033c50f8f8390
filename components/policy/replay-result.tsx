import { Table, type TableCell } from '@/components/govuk/table'
import { Details } from '@/components/govuk/details'
import { InsetText } from '@/components/govuk/inset-text'
import { BrokenPromises, Disclosures } from '@/components/policy/replay-safety'
import { showExploitation } from '@/lib/casework/exploitation'
import { county } from '@/lib/county/county'
import type { ReplayResult } from '@/lib/routing/replay'
import type { Comparison, Tally } from '@/lib/routing/comparison'
import { actions, priorities, queues, type Destination } from '@/lib/routing/queues'
import { count } from '@/lib/wording/london-time'

const number = (cases: number): TableCell => ({
  content: cases.toLocaleString('en-GB'),
  numeric: true,
})

const placeName = (place: Destination) => (place === 'HOLD' ? 'On hold' : queues[place].name)

const organisationName = (slug: string) =>
  county.organisations.find((one) => one.slug === slug)?.name ?? 'Another organisation'

interface Part {
  readonly id: string
  readonly title: string
  /** The first column is a name, all others are numbers. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly [name: string, ...cases: number[]])[]
  readonly none: string
}

const tallies = ['Referrals', 'Change', 'Told more', 'Told less', 'Sooner', 'Later']
const tallied = ({ cases, moved, toldMore, toldLess, sooner, later }: Tally) =>
  [cases, moved, toldMore, toldLess, sooner, later] as const

const partsOf = (found: Comparison): readonly Part[] => [
  {
    id: 'by-queues',
    title: 'Queues',
    head: ['Queue', 'Before', 'After', 'Come', 'Go'],
    rows: found.queues.map(({ queue, before, after, joins, leaves }) => [
      placeName(queue),
      before,
      after,
      joins,
      leaves,
    ]),
    none: 'Each queue gets the same referrals.',
  },
  {
    id: 'by-first',
    title: 'Worked first by',
    head: ['From and to', 'Referrals'],
    rows: found.firsts.map(({ from, to, cases }) => [
      `${placeName(from)} to ${placeName(to)}`,
      cases,
    ]),
    none: 'Each referral is worked first where it was.',
  },
  {
    id: 'by-soon',
    title: 'How soon',
    head: ['From and to', 'Referrals'],
    rows: found.priorities.map(({ from, to, cases }) => [
      `${priorities[from].label} to ${priorities[to].label.toLowerCase()}`,
      cases,
    ]),
    none: 'Each referral is looked at as soon as it was.',
  },
  {
    id: 'by-actions',
    title: 'What else must happen',
    head: ['What', 'Asked for now', 'No more'],
    rows: found.actions.map(({ action, added, removed }) => [actions[action], added, removed]),
    none: 'The same is asked for.',
  },
  {
    id: 'by-organisations',
    title: 'Organisations',
    head: ['Who referred', ...tallies],
    rows: found.organisations.map((one) => [organisationName(one.organisation), ...tallied(one)]),
    none: 'Nobody referred anybody in this time.',
  },
  {
    id: 'by-exploitation',
    title: 'Types of exploitation',
    head: ['Type', ...tallies],
    rows: found.exploitation.map((one) => [showExploitation([one.type]), ...tallied(one)]),
    none: 'No type of exploitation was named in this time.',
  },
]

function PartTable({ title, head, rows }: Pick<Part, 'title' | 'head' | 'rows'>) {
  return (
    <Table
      stacked
      firstCellIsHeader
      caption={<span className="govuk-visually-hidden">{title}</span>}
      head={head.map((content, index) => ({ content, numeric: index > 0 }))}
      rows={rows.map(([name, ...cases]) => [{ content: name }, ...cases.map(number)])}
    />
  )
}

function Moves({ found }: { found: Comparison }) {
  const cells = found.cells.map(({ organisation, type, ...tally }): Part['rows'][number] => [
    `${organisationName(organisation)}: ${showExploitation([type]).toLowerCase()}`,
    ...tallied(tally),
  ])
  return (
    <>
      {partsOf(found).map(({ id, title, head, rows, none }) => (
        <section key={id} aria-labelledby={id}>
          <h3 className="govuk-heading-s" id={id}>
            {title}
          </h3>
          {rows.length === 0 ? (
            <p className="govuk-body">{none}</p>
          ) : (
            <PartTable title={title} head={head} rows={rows} />
          )}
        </section>
      ))}
      {cells.length > 0 && (
        <Details summary="Organisations by type of exploitation">
          <PartTable
            title="Organisations by type of exploitation"
            head={['Who referred, and what is feared', ...tallies]}
            rows={cells}
          />
        </Details>
      )}
    </>
  )
}

/** What a replay found: first who would be told what, then which promises break, then what else moves. */
export function ReplayResultShown({ result }: { result: ReplayResult }) {
  const { comparison, unread } = result
  const { cases, moved } = comparison.total
  return (
    <>
      <InsetText>
        {cases === 0 && 'Nobody sent a referral in this time, so there was nothing to replay.'}
        {cases > 0 && moved === 0 && (
          <>
            <strong>Nothing changes.</strong> Both policies decide all {count(cases, 'referral')}{' '}
            alike.
          </>
        )}
        {moved > 0 && (
          <>
            <strong>
              {moved.toLocaleString('en-GB')} of {count(cases, 'referral')}
            </strong>{' '}
            would be decided in another way.
          </>
        )}
        {unread > 0 && ` ${count(unread, 'referral')} could not be read and was left out.`}
      </InsetText>
      <Disclosures disclosures={comparison.disclosures} />
      <BrokenPromises result={result} />
      {moved > 0 && (
        <section aria-labelledby="moves">
          <h2 className="govuk-heading-m" id="moves">
            What else moves
          </h2>
          <p className="govuk-body">
            A referral counts as told more where somebody would learn what they do not learn now,
            and as told less where they would learn it no more.
          </p>
          <Moves found={comparison} />
        </section>
      )}
    </>
  )
}
