import { Table } from '@/components/govuk/table'
import { county, type WeeklyHours } from '@/lib/county/county'
import { isAlwaysOpen, showHours, showOpenNow } from '@/lib/wording/opening-hours'
import { showDay } from '@/lib/wording/london-time'

const whenOpen = (hours: WeeklyHours, now: Date) =>
  isAlwaysOpen(hours) ? showHours(hours) : `${showHours(hours)}. ${showOpenNow(hours, now)}`

/** The registry of numbers: what each is for, when it answers, and when somebody last checked it. */
export function ContactsPage({ now }: { now: Date }) {
  return (
    <>
      <h1 className="govuk-heading-l">Numbers and opening hours</h1>
      <Table
        stacked
        firstCellIsHeader
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
          { content: whenOpen(hours, now) },
          { content: showDay(new Date(checkedOn)) },
        ])}
      />
    </>
  )
}
