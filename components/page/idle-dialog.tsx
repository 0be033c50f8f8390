import { Button } from '@/components/govuk/button'

/**
 * Says that the session ends soon, and lets it go on (WCAG 2.2, 2.2.1). Closed, and so not there, until
 * the script opens it; without script the server ends the session all the same.
 */
export function IdleDialog({ seconds }: { seconds: number }) {
  return (
    <dialog
      className="idle-dialog"
      role="alertdialog"
      aria-labelledby="idle-title"
      aria-describedby="idle-text"
      data-session={seconds}
    >
      <h2 className="govuk-heading-m" id="idle-title">
        Are you still there?
      </h2>
      <div id="idle-text">
        <p className="govuk-body" role="status">
          We will sign you out <strong data-time-left />.
        </p>
        <p className="govuk-body">This keeps what is on your screen safe.</p>
      </div>
      <div className="govuk-button-group">
        <Button type="button" id="idle-stay">
          Stay signed in
        </Button>
        <form method="post" action="/sign-out" noValidate>
          <Button variant="secondary">Sign out</Button>
        </form>
      </div>
    </dialog>
  )
}
