import { Button } from '@/components/govuk/button'
import { casePath } from '@/lib/casework/act-path'
import type { Channel } from '@/lib/contact/channels'
import type { ContactState } from '@/lib/contact/contact-case'

export interface MaskedAnswerProps {
  reference: string
  channel: Channel
  shown: string
  /** What the answer is called, for those who hear the page. */
  ask: string
  contact?: ContactState
}

/** A number or an address that is not there to be read in passing: shown when it is safe to use it. */
export function MaskedAnswer({ reference, channel, shown, ask, contact }: MaskedAnswerProps) {
  const path = `${casePath(reference)}/contact`
  const isSafe = contact?.channels.some((one) => one.channel === channel && one.allowance.isAllowed)
  const unseen = <span className="govuk-visually-hidden">: {ask.toLowerCase()}</span>
  return (
    <>
      <span aria-hidden="true">{shown}</span>
      <span className="govuk-visually-hidden">Hidden.</span>{' '}
      {isSafe ? (
        <form method="post" action={`${path}/${channel}/show`} noValidate className="inline">
          <Button variant="secondary" className="mb-0">
            Show{unseen}
          </Button>
        </form>
      ) : (
        <a className="govuk-link" href={path}>
          See when it is safe to use{unseen}
        </a>
      )}
    </>
  )
}
