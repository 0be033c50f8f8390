import { Button } from '@/components/govuk/button'
import { Details } from '@/components/govuk/details'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { InsetText } from '@/components/govuk/inset-text'
import { CarriedFields, type Carried } from '@/components/page/sign-in-form'
import { emailCodes, inFours } from '@/lib/access/second-factor'

export interface CodeFieldProps {
  label: string
  hint: string
  error?: string
  describedBy?: string
}

/** A code of digits, which browsers and phones may fill in. */
export function CodeField({ label, hint, error, describedBy }: CodeFieldProps) {
  return (
    <Input
      name="code"
      label={label}
      labelSize="s"
      hint={hint}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      width={10}
      error={error}
      describedBy={describedBy}
    />
  )
}

export interface CodePageProps extends Carried {
  error?: string
  /** Which of the two fields was wrong. */
  wasRecovery?: boolean
}

/** The second proof: a code of an app, or a recovery code. */
export function CodePage({ next, kept, error, wasRecovery = false }: CodePageProps) {
  const field = wasRecovery ? 'recoveryCode' : 'code'
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: `#${field}` }]} />}
      <h1 className="govuk-heading-l">Enter your code</h1>
      <form method="post" action="/sign-in/code" noValidate>
        <CarriedFields next={next} kept={kept} />
        <CodeField
          label="Code"
          hint="The 6 numbers that your app shows now"
          error={wasRecovery ? undefined : error}
        />
        <Details summary="I do not have my app here" open={wasRecovery}>
          <Input
            name="recoveryCode"
            label="Recovery code"
            labelSize="s"
            hint="One of the 10 codes that you wrote down. Leave the box above empty. Each code works once."
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            error={wasRecovery ? error : undefined}
          />
          <p className="govuk-body">
            No recovery codes either? Ask your administrator to let you start again.
          </p>
        </Details>
        <Button preventDoubleClick>Continue</Button>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/sign-in">
          Start again
        </a>
      </p>
    </>
  )
}

export interface EmailCodePageProps extends Carried {
  error?: string
  /** The code itself, where a demonstration sends no mail. */
  shown?: string
}

/** The code that was sent by e-mail, if anybody has the address: this page looks the same either way. */
export function EmailCodePage({ next, kept, error, shown }: EmailCodePageProps) {
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#code' }]} />}
      <h1 className="govuk-heading-l">Check your email</h1>
      <p className="govuk-body">
        If you have an account, we have sent a code to your work email. It works for{' '}
        {emailCodes.minutes} minutes.
      </p>
      {shown && (
        <InsetText>
          This demonstration sends no email. The code is <code>{inFours(shown)}</code>.
        </InsetText>
      )}
      <form method="post" action="/sign-in/email/code" noValidate>
        <CarriedFields next={next} kept={kept} />
        <CodeField label="Code" hint={`${emailCodes.digits} numbers`} error={error} />
        <Button preventDoubleClick>Continue</Button>
      </form>
      <Details summary="I have no email with a code">
        <p className="govuk-body">
          Wait a minute and look in your junk mail. Only people who make referrals for a partner
          organisation can sign in this way: if you work on cases,{' '}
          <a className="govuk-link" href="/sign-in">
            sign in with your password
          </a>
          .
        </p>
      </Details>
    </>
  )
}
