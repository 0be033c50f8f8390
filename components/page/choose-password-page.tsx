import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import type { OpenLink } from '@/lib/access/account-link'

export interface ChoosePasswordPageProps {
  link: OpenLink
  /** Which field is wrong, and how. */
  problem?: { readonly field: 'password' | 'again'; readonly message: string }
}

/** Where a link leads: somebody chooses a password. What was typed is never sent back. */
export function ChoosePasswordPage({ link, problem }: ChoosePasswordPageProps) {
  const error = (field: 'password' | 'again') =>
    problem?.field === field ? problem.message : undefined
  return (
    <>
      {problem && <ErrorSummary errors={[{ text: problem.message, href: `#${problem.field}` }]} />}
      <h1 className="govuk-heading-l">
        {link.kind === 'invitation' ? 'Choose your password' : 'Choose a new password'}
      </h1>
      <p className="govuk-body">
        For {link.email}. Three words that do not belong together make a good password.
      </p>
      <form method="post" noValidate>
        <input type="hidden" name="email" value={link.email} autoComplete="username" />
        <Input
          name="password"
          label="Password"
          labelSize="s"
          hint={link.hasSecondFactor ? undefined : 'At least 15 characters'}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          error={error('password')}
        />
        <Input
          name="again"
          label="The same password again"
          labelSize="s"
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          error={error('again')}
        />
        <Button preventDoubleClick>Save password</Button>
      </form>
    </>
  )
}

/** Where a link leads that was used, has run out, or never was. */
export function LinkGonePage() {
  return (
    <>
      <h1 className="govuk-heading-l">This link does not work any more</h1>
      <p className="govuk-body">
        A link works once, and for a short time. If you have chosen your password, sign in. If not,
        ask your administrator for a new link.
      </p>
      <Button href="/sign-in">Sign in</Button>
    </>
  )
}
