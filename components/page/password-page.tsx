import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { NotificationBanner } from '@/components/govuk/notification-banner'
import { passwordLength } from '@/lib/access/password-rules'

const fields = ['presentPassword', 'password', 'passwordAgain'] as const

export interface PasswordPageProps {
  hasSecondFactor: boolean
  /** Where an app for codes may be set up while signed in: in a demonstration only. */
  mayEnrol?: boolean
  isChanged?: boolean
  problem?: { readonly field: (typeof fields)[number]; readonly message: string }
}

/** Changing one's own password. What was typed is not sent back: a page holds no password. */
export function PasswordPage({ hasSecondFactor, mayEnrol, isChanged, problem }: PasswordPageProps) {
  const { alone, withSecondFactor } = passwordLength
  const hints = {
    presentPassword: undefined,
    password: `${hasSecondFactor ? withSecondFactor : alone} characters or more. Three or four words that do not belong together are easy to remember and hard to guess. You can paste it.`,
    passwordAgain: undefined,
  }
  const labels = {
    presentPassword: 'Your password now',
    password: 'New password',
    passwordAgain: 'New password again',
  }
  return (
    <>
      {isChanged && (
        <NotificationBanner type="success">
          Your password is changed. You are signed out everywhere else.
        </NotificationBanner>
      )}
      {problem && <ErrorSummary errors={[{ text: problem.message, href: `#${problem.field}` }]} />}
      <h1 className="govuk-heading-l">Change your password</h1>
      <form method="post" noValidate>
        {fields.map((field) => (
          <Input
            key={field}
            name={field}
            label={labels[field]}
            labelSize="s"
            hint={hints[field]}
            type="password"
            autoComplete={field === 'presentPassword' ? 'current-password' : 'new-password'}
            spellCheck={false}
            error={problem?.field === field ? problem.message : undefined}
          />
        ))}
        <Button preventDoubleClick>Change password</Button>
      </form>
      {mayEnrol && (
        <p className="govuk-body">
          <a className="govuk-link" href="/sign-in/enrol">
            Set up an app for codes
          </a>
        </p>
      )}
    </>
  )
}
