import { Panel } from '@/components/govuk/panel'
import { StepPage } from '@/components/journey/step-page'
import type { accountFormFor } from '@/lib/access/account-form'
import type { HandedOver } from '@/lib/access/account-link'
import { walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'
import { AccountLinkShown } from './account-link-shown'

export interface AddAccountPageProps {
  journey: ReturnType<typeof accountFormFor>
  typed: RawAnswers
  problems: readonly Problem[]
  now: Date
}

export function AddAccountPage({ journey, typed, problems, now }: AddAccountPageProps) {
  const { stops, answers } = walk(journey, typed, { today: londonDay(now) })
  const [stop] = stops
  if (!stop) return null
  return (
    <StepPage
      stop={stop}
      questions={journey.questions}
      answers={answers}
      typed={typed}
      problems={problems}
      caption="Accounts"
      button="Add account"
      now={now}
    />
  )
}

/** That an account was added, or invited again, and what comes next. */
export function InvitedPage({
  title,
  email,
  link,
}: {
  title: string
  email: string
  link: HandedOver | undefined
}) {
  return (
    <>
      <Panel title={title}>{email}</Panel>
      {link ? (
        <AccountLinkShown link={link} />
      ) : (
        <p className="govuk-body">
          A second person must agree before they can sign in: another administrator or a
          safeguarding lead. They see it under Account changes.
        </p>
      )}
    </>
  )
}
