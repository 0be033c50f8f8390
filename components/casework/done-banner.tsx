import { NotificationBanner } from '@/components/govuk/notification-banner'
import { Button } from '@/components/govuk/button'
import { casePath, withDone } from '@/lib/casework/act-path'
import type { DoneAct } from '@/lib/casework/found-act'

export interface DoneBannerProps extends DoneAct {
  /** The page that it stands on. */
  back: string
}

/** Says what the reader just did, and offers to undo it. It stays until they dismiss it. */
export function DoneBanner({
  actId,
  reference,
  done,
  canUndo,
  isUndone,
  isTooLate,
  back,
}: DoneBannerProps) {
  return (
    <NotificationBanner type="success">
      <p className="govuk-notification-banner__heading">
        <span className="reference">{reference}</span>:{' '}
        {isUndone ? `undone. It was “${done.toLowerCase()}”` : done.toLowerCase()}
      </p>
      {isTooLate && (
        <p className="govuk-body">
          It cannot be undone any more: the minute for that has passed, or more was done since.
        </p>
      )}
      <div className="govuk-button-group">
        {canUndo && (
          <form method="post" action={`${casePath(reference)}/undo`} noValidate>
            <input type="hidden" name="act" value={actId} />
            <input type="hidden" name="back" value={back} />
            <Button variant="secondary" preventDoubleClick shortcut="u">
              Undo
            </Button>
          </form>
        )}
        <a className="govuk-link" href={withDone(back)}>
          Dismiss<span className="govuk-visually-hidden"> this message</span>
        </a>
      </div>
    </NotificationBanner>
  )
}
