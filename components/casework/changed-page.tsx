import type { ReactNode } from 'react'
import { ActPage, type ActPageProps } from '@/components/casework/act-page'
import { InsetText } from '@/components/govuk/inset-text'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import type { Meanwhile } from '@/lib/casework/acting'
import { one, type RawAnswers } from '@/lib/journey/question'
import { transitionOf } from '@/lib/casework/transitions'
import { showMoment } from '@/lib/wording/london-time'

/** Why an act cannot be done now, and what the reader typed for it, so that nothing is lost. */
export function BlockedPage({
  title,
  reference,
  why,
  typed = {},
  back,
  children,
}: {
  title: string
  reference: string
  why: string
  typed?: RawAnswers
  back: string
  children?: ReactNode
}) {
  const words = one(typed.words ?? '')
  return (
    <>
      <span className="govuk-caption-l">{reference}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      {children}
      <p className="govuk-body">{why}.</p>
      {words && (
        <>
          <h2 className="govuk-heading-m">What you typed</h2>
          <InsetText className="answer">{words}</InsetText>
        </>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={back}>
          Go back
        </a>
      </p>
    </>
  )
}

/** Somebody was first: what they did, beside what the reader typed, to be sent again if it still fits. */
export function ChangedPage({ meanwhile, ...rest }: ActPageProps & { meanwhile: Meanwhile }) {
  const { found, back, typed } = rest
  const what = `${meanwhile.done} by ${meanwhile.by}, ${showMoment(meanwhile.at)}.`
  if (found.blocked !== undefined)
    return (
      <BlockedPage
        title="Somebody got there first"
        reference={found.reference}
        why={found.blocked}
        typed={typed}
        back={back}
      >
        <p className="govuk-body">{what}</p>
      </BlockedPage>
    )
  return (
    <ActPage {...rest}>
      <NotificationBanner title="Somebody got there first">
        <p className="govuk-notification-banner__heading">{what}</p>
        <p className="govuk-body">
          What you wanted to do was not done. If it still makes sense, choose “
          {transitionOf(found.action).label}” again.
        </p>
      </NotificationBanner>
    </ActPage>
  )
}
