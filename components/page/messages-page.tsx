import { Button } from '@/components/govuk/button'
import { Table } from '@/components/govuk/table'
import { Tag, type TagColour } from '@/components/govuk/tag'
import {
  deliveryProblems,
  deliveryStates,
  type DeliveryLine,
  type DeliveryList,
  type DeliveryProblem,
  type DeliveryState,
} from '@/lib/notifications/deliveries'
import { isMessageType, kindOf } from '@/lib/notifications/messages'
import { count, showMoment } from '@/lib/wording/london-time'

const colours: Readonly<Partial<Record<DeliveryState, TagColour>>> = {
  waiting: 'blue',
  sent: 'green',
  failed: 'orange',
  dead: 'red',
  skipped: 'grey',
}

const head = ['When', 'What', 'To', 'State', 'Tries', 'Why not'].map((content) => ({ content }))
const again = { content: 'Change' }

const called = (type: string) => (isMessageType(type) ? kindOf(type).called : type)

const cellsOf = ({ queuedAt, type, name, state, attempts, problem }: DeliveryLine) => [
  { content: showMoment(queuedAt) },
  { content: called(type) },
  { content: name },
  { content: <Tag colour={colours[state as DeliveryState]}>{stateOf(state)}</Tag> },
  { content: String(attempts) },
  { content: problem === null ? '' : deliveryProblems[problem as DeliveryProblem] },
]
const stateOf = (state: string) => deliveryStates[state as DeliveryState]

function AgainForm({ id, label, of }: { id: string; label: string; of?: string }) {
  return (
    <form method="post" noValidate>
      <Button variant="secondary" name="delivery" value={id} preventDoubleClick>
        {label}
        {of && <span className="govuk-visually-hidden"> to send to {of}</span>}
      </Button>
    </form>
  )
}

/** What became of the messages: what was given up first, because somebody was not told. */
export function MessagesPage({ counts, dead, latest }: DeliveryList) {
  const total = counts.dead ?? 0
  return (
    <>
      <h1 className="govuk-heading-l">Messages</h1>
      <p className="govuk-body">
        {Object.entries(deliveryStates)
          .map(([state, label]) => `${label}: ${counts[state as DeliveryState] ?? 0}`)
          .join(' · ')}
      </p>
      <h2 className="govuk-heading-m">Not delivered</h2>
      {dead.length === 0 ? (
        <p className="govuk-body">Nothing was given up.</p>
      ) : (
        <>
          <p className="govuk-body">
            {count(total, 'message was', 'messages were')} given up after five tries. Put right what
            is wrong, then try again.
          </p>
          <AgainForm id="all" label="Try all again" />
          <Table
            stacked
            firstCellIsHeader
            head={[...head, again]}
            rows={dead.map((line) => [
              ...cellsOf(line),
              { content: <AgainForm id={line.id} label="Try again" of={line.name} /> },
            ])}
          />
        </>
      )}
      <h2 className="govuk-heading-m">Newest</h2>
      {latest.length === 0 ? (
        <p className="govuk-body">No message was sent yet.</p>
      ) : (
        <Table stacked firstCellIsHeader head={head} rows={latest.map(cellsOf)} />
      )}
    </>
  )
}
