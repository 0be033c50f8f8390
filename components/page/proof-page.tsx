import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { Input } from '@/components/govuk/input'
import { InsetText } from '@/components/govuk/inset-text'
import { CodeField } from '@/components/page/sign-in-code-page'
import {
  CarriedFields,
  OwnSignIns,
  type Carried,
  type OwnSignIn,
} from '@/components/page/sign-in-form'
import { proofMinutes, type Proof } from '@/lib/access/proof'

export const proofTitle = 'Show that it is still you'

export interface ProofPageProps extends Carried {
  by: Proof
  /** The sign-in of their organisation, for those who came by it. */
  own?: OwnSignIn
  error?: string
  /** The password itself, in a demonstration. */
  shown?: string
}

/** Asks somebody who is signed in for a proof, before what is done only with a fresh one. */
export function ProofPage({ by, own, next, kept, error, shown }: ProofPageProps) {
  const field = by === 'code' ? 'code' : 'password'
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: `#${field}` }]} />}
      <h1 className="govuk-heading-l">{proofTitle}</h1>
      <p className="govuk-body">
        We ask this before some things if you have not shown it in the last {proofMinutes} minutes.
        It stops others from doing them on your screen.
      </p>
      {kept && <InsetText>What you typed is safe.</InsetText>}
      {by === 'provider' && own ? (
        <OwnSignIns own={[own]} next={next} kept={kept} />
      ) : (
        <form method="post" action="/sign-in/again" noValidate>
          <CarriedFields next={next} kept={kept} />
          {by === 'code' ? (
            <CodeField
              label="Code"
              hint="The 6 numbers that your app shows now. Each code works once."
              error={error}
            />
          ) : (
            <Input
              name="password"
              label="Your password"
              labelSize="s"
              hint={shown && `This is a demonstration. The password is ${shown}`}
              type="password"
              autoComplete="current-password"
              spellCheck={false}
              error={error}
            />
          )}
          <Button preventDoubleClick>Continue</Button>
        </form>
      )}
      <p className="govuk-body">You cannot do this? Sign out, and sign in again.</p>
    </>
  )
}
