import { Button } from '@/components/govuk/button'
import { InsetText } from '@/components/govuk/inset-text'
import { WarningText } from '@/components/govuk/warning-text'
import { county } from '@/lib/county/county'

/** The first page: what this is for, 999 before anything else, and one button. */
export function StartPage() {
  return (
    <>
      <h1 className="govuk-heading-xl">Report a concern about modern slavery</h1>
      <WarningText>
        Call 999 if someone is in danger now. You can fill this in afterwards.
      </WarningText>
      <p className="govuk-body">
        Use this service if you work for a partner of the {county.partnership} and you have met
        someone who may be forced to work, to sell sex, to commit crime or to serve in a home.
      </p>
      <p className="govuk-body">
        It takes about four minutes. You can say that you do not know, stop at any time, and finish
        on another device within 28 days.
      </p>
      <Button href="/refer" start>
        Start now
      </Button>
      <InsetText>
        Every page of the form has a red button, “Exit this page”. It signs you out and shows the
        weather. Your answers are saved on each Continue. It does not clear the history of your
        browser.
      </InsetText>
      <h2 className="govuk-heading-m">What happens to a referral</h2>
      <p className="govuk-body">
        It goes to the people who can help: the desk that refers to the Home Office (the National
        Referral Mechanism), {county.victimCareCentre} for support, and {county.policeUnit} at{' '}
        {county.policeForce}. Where it goes, and who is told a name, depends on what the person
        agrees to and on the danger that they are in. You see the reasons.
      </p>
    </>
  )
}
