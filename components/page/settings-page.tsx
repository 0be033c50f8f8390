import { NotificationBanner } from '@/components/govuk/notification-banner'
import { StepPage } from '@/components/journey/step-page'
import type { Role } from '@/lib/access/roles'
import { walk, type Problem } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { kindOf } from '@/lib/notifications/messages'
import { alwaysTold, settingsFormFor } from '@/lib/notifications/settings-form'
import { londonDay } from '@/lib/wording/london-time'

export interface SettingsPageProps {
  role: Role
  typed: RawAnswers
  problems: readonly Problem[]
  isSaved?: boolean
  now: Date
}

/** What somebody may choose for themselves, and what they are told whatever they choose. */
export function SettingsPage({ role, typed, problems, isSaved, now }: SettingsPageProps) {
  const journey = settingsFormFor(role)
  const { stops, answers } = walk(journey, typed, { today: londonDay(now) })
  const [stop] = stops
  const always = alwaysTold(role)
  return (
    <>
      {isSaved && <NotificationBanner type="success">Your settings are saved</NotificationBanner>}
      {stop && stop.questions.length > 0 ? (
        <StepPage
          stop={stop}
          questions={journey.questions}
          answers={answers}
          typed={typed}
          problems={problems}
          caption="For you alone"
          button="Save settings"
          now={now}
        >
          <SigningIn />
        </StepPage>
      ) : (
        <>
          <h1 className="govuk-heading-l">Your settings</h1>
          <p className="govuk-body">We do not email you, so there is nothing to choose.</p>
          <SigningIn />
        </>
      )}
      {always.length > 0 && (
        <>
          <h2 className="govuk-heading-m">Always sent straight away</h2>
          <p className="govuk-body">You cannot turn these off:</p>
          <ul className="govuk-list govuk-list--bullet">
            {always.map((type) => (
              <li key={type}>{kindOf(type).called}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function SigningIn() {
  return (
    <ul className="govuk-list">
      <li>
        <a className="govuk-link" href="/settings/password">
          Change your password
        </a>
      </li>
      <li>
        <a className="govuk-link" href="/settings/sessions">
          See where you are signed in
        </a>
      </li>
    </ul>
  )
}
