import { Button } from '@/components/govuk/button'
import { HiddenFields, type Kept } from '@/components/page/sign-in-form'

/** The database cannot be reached: whatever was being typed is still here, and can be sent again. */
export function TryAgainPage({ kept }: { kept?: Kept }) {
  return (
    <>
      <h1 className="govuk-heading-l">Sorry, the service cannot save at the moment</h1>
      <p className="govuk-body">If someone is in danger now, call 999.</p>
      {kept ? (
        <form method="post" action={kept.path} noValidate>
          <p className="govuk-body">
            What you typed is kept in this page. Leave it open, wait a minute and try again.
          </p>
          <HiddenFields form={kept.form} />
          <Button>Try again</Button>
        </form>
      ) : (
        <p className="govuk-body">Nothing that you saved is lost. Wait a minute and try again.</p>
      )}
    </>
  )
}
