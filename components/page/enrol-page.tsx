import { Button } from '@/components/govuk/button'
import { ErrorSummary } from '@/components/govuk/error-summary'
import { WarningText } from '@/components/govuk/warning-text'
import { QrCode } from '@/components/page/qr-code'
import { CodeField } from '@/components/page/sign-in-code-page'
import { CarriedFields, KeptForm, type Carried } from '@/components/page/sign-in-form'
import { appAddress, inFours } from '@/lib/access/second-factor'

export interface EnrolPageProps extends Carried {
  /** The name of the service, as the app will list it. */
  service: string
  email: string
  secret: string
  error?: string
}

/** Setting up an app for codes: a picture to scan, the same to type, and a first code as the proof. */
export function EnrolPage({ service, email, secret, next, kept, error }: EnrolPageProps) {
  return (
    <>
      {error && <ErrorSummary errors={[{ text: error, href: '#code' }]} />}
      <h1 className="govuk-heading-l">Set up an app for codes</h1>
      <p className="govuk-body">
        You work with information that could put people in danger. So you need two things to sign
        in: your password, and a code from an app on your phone or computer.
      </p>
      <ol className="govuk-list govuk-list--number">
        <li>
          Get an app for codes if you have none, such as Microsoft Authenticator, Google
          Authenticator or 2FAS. Ask your IT team which one you may use.
        </li>
        <li>In the app choose to add an account, and scan this picture.</li>
      </ol>
      <QrCode text={appAddress(service, email, secret)} label="Picture for your app to scan" />
      <p className="govuk-body">
        If you cannot scan it, type this key into the app: <code>{inFours(secret)}</code>
      </p>
      <form method="post" action="/sign-in/enrol" noValidate>
        <CarriedFields next={next} kept={kept} />
        <CodeField label="Code" hint="The 6 numbers that your app shows now" error={error} />
        <Button preventDoubleClick>Continue</Button>
      </form>
    </>
  )
}

/** The recovery codes, shown this once. */
export function RecoveryCodesPage({ codes, next, kept }: Carried & { codes: readonly string[] }) {
  return (
    <>
      <h1 className="govuk-heading-l">Your recovery codes</h1>
      <p className="govuk-body">
        Your app is set up and you are signed in. If you ever lose it, each of these codes lets you
        in once instead.
      </p>
      <WarningText>
        Write these codes down or print them now. They are not shown again. Keep them away from your
        phone and your password.
      </WarningText>
      <ol className="govuk-list govuk-list--number">
        {codes.map((code) => (
          <li key={code}>
            <code>{inFours(code)}</code>
          </li>
        ))}
      </ol>
      {kept ? (
        <>
          <p className="govuk-body">What you typed is here. Continue to save it.</p>
          <KeptForm kept={kept} />
        </>
      ) : (
        <Button href={next ?? '/sign-in'}>Continue</Button>
      )}
    </>
  )
}
