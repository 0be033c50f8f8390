import { Table } from '@/components/govuk/table'
import { county } from '@/lib/county/county'
import { showHours, showOpenNow } from '@/lib/wording/opening-hours'
import { showDay } from '@/lib/wording/london-time'

/** The registry of numbers: what each is for, when it answers, and when somebody last checked it. */
export function ContactsPage({ now }: { now: Date }) {
  return (
    <>
      <h1 className="govuk-heading-l">Whom to call</h1>
      <Table
        firstCellIsHeader
        className="stacked"
        head={[
          { content: 'Who' },
          { content: 'Number' },
          { content: 'What for' },
          { content: 'When' },
          { content: 'Checked on' },
        ]}
        rows={county.contacts.map(({ name, number, purpose, hours, checkedOn }) => [
          { content: name },
          { content: number },
          { content: purpose },
          { content: `${showOpenNow(hours, now)}. ${showHours(hours)}` },
          { content: showDay(new Date(checkedOn)) },
        ])}
      />
    </>
  )
}
