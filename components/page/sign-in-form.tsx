import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { InsetText } from '@/components/govuk/inset-text'

/** A form that was posted after the session had ended: where to, and everything that was typed. */
export interface Kept {
  readonly path: string
  readonly form: URLSearchParams
}

export interface SignInFormProps {
  email?: string
  next?: string
  kept?: Kept
  error?: string
}

const prefix = 'kept.'

/** Sends what was typed before the session ended to where it was going. */
export function KeptForm({ kept }: { kept: Kept }) {
  return (
    <>
      <h1 className="govuk-heading-l">You are signed in</h1>
      <p className="govuk-body">What you typed is here. Continue to save it.</p>
      <form method="post" action={kept.path} noValidate>
        {[...kept.form].map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <Button preventDoubleClick>Continue</Button>
      </form>
    </>
  )
}

/** What was typed, carried along in the page and nowhere else. */
function KeptFields({ kept }: { kept: Kept }) {
  return (
    <>
      <input type="hidden" name="keptPath" value={kept.path} />
      {[...kept.form].map(([name, value], index) => (
        <input key={index} type="hidden" name={prefix + name} value={value} />
      ))}
    </>
  )
}

/** Takes what was carried along back out of a posted form. */
export const keptIn = (form: URLSearchParams): Kept | undefined => {
  const path = form.get('keptPath')
  if (!path) return undefined
  const kept = [...form].filter(([name]) => name.startsWith(prefix))
  return {
    path,
    form: new URLSearchParams(kept.map(([name, value]) => [name.slice(prefix.length), value])),
  }
}

/** Signing in with a work e-mail and a password. */
export function SignInForm({ email, next, kept, error }: SignInFormProps) {
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#email' }]} />}
      <h1 className="govuk-heading-l">{kept ? 'Sign in again' : 'Sign in'}</h1>
      {kept && (
        <InsetText>Your session had ended. What you typed is safe: sign in to carry on.</InsetText>
      )}
      <form method="post" action="/sign-in" noValidate>
        {next && <input type="hidden" name="next" value={next} />}
        {kept && <KeptFields kept={kept} />}
        <Input
          name="email"
          label="Work email"
          labelSize="s"
          type="email"
          autoComplete="username"
          spellCheck={false}
          value={email}
          error={error}
        />
        <Input
          name="password"
          label="Password"
          labelSize="s"
          type="password"
          autoComplete="current-password"
          spellCheck={false}
        />
        <Button preventDoubleClick>Sign in</Button>
      </form>
    </>
  )
}
