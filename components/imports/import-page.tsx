import { NotificationBanner } from '@/components/govuk/notification-banner'
import { SummaryList } from '@/components/govuk/summary-list'
import { canUndo, importPath, undoneBy, type ImportLine } from '@/lib/imports/import'
import { count, showMoment } from '@/lib/wording/london-time'

/** An import that was accepted, and until when it can be undone. */
export function ImportPage({
  line,
  saved,
  now,
}: {
  line: ImportLine
  /** Whether it was accepted just now. */
  saved: boolean
  now: Date
}) {
  const { id, rowCount, goodCount, uploadedAt, acceptedAt, undoneAt } = line
  const until = undoneBy(line)
  return (
    <>
      {saved && !undoneAt && (
        <NotificationBanner type="success">
          {`${count(goodCount, 'past referral')} imported.`}
        </NotificationBanner>
      )}
      <span className="govuk-caption-l">Past referrals</span>
      <h1 className="govuk-heading-l">An import</h1>
      <SummaryList
        rows={[
          { key: 'Uploaded', value: showMoment(uploadedAt) },
          { key: 'Imported', value: acceptedAt ? showMoment(acceptedAt) : 'No' },
          { key: 'Past referrals', value: goodCount.toLocaleString('en-GB') },
          {
            key: 'Left out, with mistakes',
            value: (rowCount - goodCount).toLocaleString('en-GB'),
          },
          ...(undoneAt ? [{ key: 'Undone', value: showMoment(undoneAt) }] : []),
        ]}
      />
      {until && canUndo(line, now) && (
        <p className="govuk-body">
          You can{' '}
          <a className="govuk-link" href={`${importPath(id)}/undo`}>
            undo this import
          </a>{' '}
          until {showMoment(until)}.
        </p>
      )}
    </>
  )
}
