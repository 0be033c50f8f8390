import { InsetText } from '@/components/govuk/inset-text'
import type { HandedOver } from '@/lib/access/account-link'
import { showMoment } from '@/lib/wording/london-time'

/** What becomes of a new link: it was mailed, or it is shown this once to be handed over. */
export function AccountLinkShown({ link: { kind, email, until, address } }: { link: HandedOver }) {
  const password = kind === 'invitation' ? 'their password' : 'a new password'
  if (!address)
    return (
      <p className="govuk-body">
        We emailed {email} a link to choose {password}. It works once, until {showMoment(until)}.
      </p>
    )
  return (
    <>
      <p className="govuk-body">
        Give {email} this link to choose {password}. It works once, until {showMoment(until)}, and
        is shown this once.
      </p>
      <InsetText>
        <code className="break-all">{address}</code>
      </InsetText>
      <p className="govuk-body">
        Give it to them in person, or by phone on a number that you know. Do not keep it.
      </p>
    </>
  )
}
