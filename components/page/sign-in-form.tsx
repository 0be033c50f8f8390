import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { InsetText } from '@/components/govuk/inset-text'

/** A form that was posted after the session had ended: where to, and everything that was typed. */
export interface Kept {
  readonly path: string
  readonly form: URLSearchParams
}

/** What goes along through every step of signing in. */
export interface Carried {
  /** Where somebody wanted to go. */
  readonly next?: string
  /** What somebody was typing. */
  readonly kept?: Kept
}

/** An organisation's own sign-in. */
export interface OwnSignIn {
  readonly organisation: string
  readonly label: string
}

export interface SignInFormProps extends Carried {
  email?: string
  error?: string
  own?: readonly OwnSignIn[]
}

const prefix = 'kept.'

/** Everything that was typed, to be posted again. */
export function HiddenFields({ form, before = '' }: { form: URLSearchParams; before?: string }) {
  return [...form]
    .filter(mayBeCarried)
    .map(([name, value], index) => (
      <input key={index} type="hidden" name={before + name} value={value} />
    ))
}

/** Sends what was typed before the session ended to where it was going. */
export function KeptForm({ kept }: { kept: Kept }) {
  return (
    <form method="post" action={kept.path} noValidate>
      <HiddenFields form={kept.form} />
      <Button preventDoubleClick>Continue</Button>
    </form>
  )
}

/** Signed in, with something typed that still has to be sent. */
export function SignedInPage({
  kept,
  title = 'You are signed in',
}: {
  kept: Kept
  title?: string
}) {
  return (
    <>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">What you typed is here. Continue to save it.</p>
      <KeptForm kept={kept} />
    </>
  )
}

/** A password is typed again: a page holds none. */
const mayBeCarried = ([name]: readonly [string, string]) => !/password/i.test(name)

/** What was typed and where to go on, carried along in the page and nowhere else. */
export function CarriedFields({ next, kept }: Carried) {
  return (
    <>
      {next && <input type="hidden" name="next" value={next} />}
      {kept && (
        <>
          <input type="hidden" name="keptPath" value={kept.path} />
          <HiddenFields form={kept.form} before={prefix} />
        </>
      )}
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

const ownHref = (organisation: string, next?: string) =>
  `/sign-in/organisation/${organisation}${next ? `?next=${encodeURIComponent(next)}` : ''}`

/** Beside a form that was typed, in a new tab: what was typed stays in this one. */
export function OwnSignIns({ own, next, kept }: { own: readonly OwnSignIn[] } & Carried) {
  return (
    <section aria-labelledby="own-sign-in">
      <h2 className="govuk-heading-m" id="own-sign-in">
        If your organisation has its own sign-in
      </h2>
      <ul className="govuk-list">
        {own.map(({ organisation, label }) => (
          <li key={organisation}>
            <a
              className="govuk-link"
              href={ownHref(organisation, next)}
              {...(kept && { target: '_blank', rel: 'noreferrer' })}
            >
              Sign in with {label}
              {kept && ' (opens in a new tab)'}
            </a>
          </li>
        ))}
      </ul>
      {kept && (
        <>
          <p className="govuk-body">Signed in there? Come back to this tab and continue.</p>
          <KeptForm kept={kept} />
        </>
      )}
    </section>
  )
}

/** Signing in with a work e-mail and a password, or with a code by e-mail. */
export function SignInForm({ email, next, kept, error, own = [] }: SignInFormProps) {
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#email' }]} />}
      <h1 className="govuk-heading-l">{kept ? 'Sign in again' : 'Sign in'}</h1>
      {kept && (
        <InsetText>Your session had ended. What you typed is safe: sign in to carry on.</InsetText>
      )}
      <form method="post" action="/sign-in" noValidate>
        <CarriedFields next={next} kept={kept} />
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
        <p className="govuk-body">
          You make referrals and do not have your password? We can send a code to your work email.
        </p>
        <Button variant="secondary" formAction="/sign-in/email" preventDoubleClick>
          Email me a code
        </Button>
      </form>
      {own.length > 0 && <OwnSignIns own={own} next={next} kept={kept} />}
    </>
  )
}
