import { goTo, type Answer } from '@/app/door'
import { DemonstrationAccounts } from '@/components/page/demonstration-accounts'
import { EnrolPage } from '@/components/page/enrol-page'
import { serviceName } from '@/components/page/service-page'
import { CodePage, EmailCodePage } from '@/components/page/sign-in-code-page'
import {
  keptIn,
  SignedInPage,
  SignInForm,
  type Carried,
  type SignInFormProps,
} from '@/components/page/sign-in-form'
import type { FirstProof } from '@/lib/access/ask-second-factor'
import { makeSessionCookie } from '@/lib/access/make-session-cookie'
import type { Pending, PendingFor } from '@/lib/access/pending'
import { endedPendingCookie, sealPending } from '@/lib/access/seal-pending'
import type { Session } from '@/lib/access/start-session'
import { tryWindow } from '@/lib/access/tries'
import { environment } from '@/lib/environment'
import { safePath } from '@/lib/http/safe-path'

/** What goes along through every step, out of a posted form. */
export const carriedIn = (form: URLSearchParams): Carried => {
  const kept = keptIn(form)
  return { next: safePath(form.get('next')), kept: kept && safePath(kept.path) ? kept : undefined }
}

/** The status of a page that says what was wrong: that it was too often is one of its own (RFC 6585). */
export const statusOf = (refused: 'wrong' | 'too-many') =>
  refused === 'too-many'
    ? { status: 429, headers: { 'retry-after': String(tryWindow) } }
    : { status: 422 }

/** The page to begin at. */
export const signInPage = (props: SignInFormProps, refused: 'wrong' | 'too-many' = 'wrong') => {
  const { DEMONSTRATION, DEMO_PASSWORD, IDENTITY_PROVIDERS: own } = environment()
  return {
    title: 'Sign in',
    hasErrors: props.error !== undefined,
    ...(props.error !== undefined && statusOf(refused)),
    body: (
      <>
        <SignInForm own={own} {...props} />
        {DEMONSTRATION && <DemonstrationAccounts password={DEMO_PASSWORD} />}
      </>
    ),
  }
}

/** A step begun too long ago. What was typed is still there. */
export const startAgain = (carried: Carried): Answer => ({
  ...signInPage({ ...carried, error: 'That took too long. Sign in again' }),
  cookies: [endedPendingCookie()],
})

interface Wrong {
  readonly error?: string
  readonly refused?: 'wrong' | 'too-many'
  readonly wasRecovery?: boolean
}

const drawn = {
  code: (_: PendingFor<'code'>, carried: Carried, wrong: Wrong) => ({
    title: 'Enter your code',
    body: <CodePage {...carried} {...wrong} />,
  }),
  enrol: ({ email, secret }: PendingFor<'enrol'>, carried: Carried, { error }: Wrong) => ({
    title: 'Set up an app for codes',
    body: (
      <EnrolPage {...carried} service={serviceName} email={email} secret={secret} error={error} />
    ),
  }),
  email: ({ shown }: PendingFor<'email'>, carried: Carried, { error }: Wrong) => ({
    title: 'Check your email',
    body: <EmailCodePage {...carried} shown={shown} error={error} />,
  }),
}

/** The page of the step that somebody is at. */
export const stepPage = (pending: Pending, carried: Carried, wrong: Wrong = {}) => ({
  ...(pending.todo === 'code'
    ? drawn.code(pending, carried, wrong)
    : pending.todo === 'enrol'
      ? drawn.enrol(pending, carried, wrong)
      : drawn.email(pending, carried, wrong)),
  hasErrors: wrong.error !== undefined,
  ...(wrong.error !== undefined && statusOf(wrong.refused ?? 'wrong')),
})

const pathOf = { code: '/sign-in/code', enrol: '/sign-in/enrol', email: '/sign-in/email/code' }

/** On to the next step: with what was typed in the page itself, otherwise at an address of its own. */
export const goOn = async (pending: Pending, carried: Carried): Promise<Answer> => {
  const cookies = [await sealPending(pending)]
  if (carried.kept) return { ...stepPage(pending, carried), cookies }
  const query = carried.next ? `?next=${encodeURIComponent(carried.next)}` : ''
  return goTo(pathOf[pending.todo] + query, {}, cookies)
}

/** The cookies of somebody who is in: a session, and no step any more. */
export const cookiesOf = async ({ sessionToken }: Session) => [
  await makeSessionCookie(sessionToken),
  endedPendingCookie(),
]

/** In, or on to the next step. */
export const letIn = async (proof: FirstProof, carried: Carried): Promise<Answer> => {
  if ('pending' in proof) return goOn(proof.pending, carried)
  const cookies = await cookiesOf(proof)
  const { kept, next } = carried
  return kept
    ? { title: 'You are signed in', body: <SignedInPage kept={kept} />, cookies }
    : goTo(next ?? '/sign-in', {}, cookies)
}
