import { Panel } from '@/components/govuk/panel'
import { StepPage } from '@/components/journey/step-page'
import type { accountFormFor } from '@/lib/access/account-form'
import { walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { londonDay } from '@/lib/wording/london-time'

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

export function AccountAddedPage({ email, password }: { email: string; password: string }) {
  return (
    <>
      <Panel title="Account added">{email}</Panel>
      <p className="govuk-body">
        The first password is <code>{password}</code>. It is shown this once. Give it to them in
        person or by phone, never by email.
      </p>
    </>
  )
}
