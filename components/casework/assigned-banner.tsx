import { NotificationBanner } from '@/components/govuk/notification-banner'
import type { Assigned } from '@/lib/casework/assigned'
import { count } from '@/lib/wording/london-time'

const was = (number: number) => `${count(number, 'case')} ${number === 1 ? 'was' : 'were'}`

/** What became of several cases that were to be assigned. */
export function AssignedBanner({
  assigned: { assigned, changed, blocked },
}: {
  assigned: Assigned
}) {
  const isWhole = changed + blocked === 0
  return (
    <NotificationBanner type={isWhole ? 'success' : undefined}>
      <p className="govuk-notification-banner__heading">{was(assigned)} assigned.</p>
      {changed > 0 && (
        <p className="govuk-body">
          {was(changed)} changed by somebody else first, and left as they made it. Look again, then
          select it again.
        </p>
      )}
      {blocked > 0 && (
        <p className="govuk-body">{was(blocked)} finished, or not yours to assign.</p>
      )}
    </NotificationBanner>
  )
}
