import { Button } from '@/components/govuk/button'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Table } from '@/components/govuk/table'
import { Tag } from '@/components/govuk/tag'
import type { OwnSession } from '@/lib/access/own-session'
import { count, showMoment } from '@/lib/wording/london-time'

export interface SessionsPageProps {
  sessions: readonly OwnSession[]
  /** How many were just ended. */
  ended?: number
}

const head = [
  { content: 'Device' },
  { content: 'Signed in' },
  { content: 'Last used' },
  { content: 'Change' },
]

/** Where somebody is signed in, and the buttons that end it there. */
export function SessionsPage({ sessions, ended }: SessionsPageProps) {
  return (
    <>
      {ended !== undefined && (
        <NotificationBanner type="success">
          {`You are signed out on ${count(ended, 'other device')}`}
        </NotificationBanner>
      )}
      <h1 className="govuk-heading-l">Where you are signed in</h1>
      <p className="govuk-body">
        If you do not know one of these, end it, choose a new password and tell your administrator.
      </p>
      <Table
        stacked
        firstCellIsHeader
        head={head}
        rows={sessions.map(({ id, device, startedAt, lastSeenAt, isThis }) => [
          { content: device || 'Not known' },
          { content: showMoment(startedAt) },
          { content: showMoment(lastSeenAt) },
          {
            content: isThis ? (
              <Tag>This device</Tag>
            ) : (
              <form method="post" action="/settings/sessions" noValidate>
                <Button variant="secondary" name="session" value={id} preventDoubleClick>
                  End
                  <span className="govuk-visually-hidden">
                    {' '}
                    {device}, signed in {showMoment(startedAt)}
                  </span>
                </Button>
              </form>
            ),
          },
        ])}
      />
      {sessions.length > 1 && (
        <form method="post" action="/settings/sessions" noValidate>
          <Button variant="warning" name="session" value="others" preventDoubleClick>
            Sign out everywhere else
          </Button>
        </form>
      )}
    </>
  )
}
