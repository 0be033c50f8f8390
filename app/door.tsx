import type { ReactElement } from 'react'
import { OpeningPage } from '@/components/casework/opening-page'
import { ServicePage, type Page } from '@/components/page/service-page'
import { SignInForm } from '@/components/page/sign-in-form'
import { TryAgainPage } from '@/components/page/try-again-page'
import type { Actor } from '@/lib/access/actor'
import { findActor } from '@/lib/access/find-actor'
import { recordRefusal } from '@/lib/audit/record-refusal'
import { casePath } from '@/lib/casework/act-path'
import { openingPath, openingTitle } from '@/lib/casework/entry'
import { environment } from '@/lib/environment'
import { readForm, type Unacceptable } from '@/lib/http/read-body'
import { readUpload, type Upload } from '@/lib/http/read-upload'
import { recordStranger } from '@/lib/http/record-stranger'
import { refuseRequest, type Refused } from '@/lib/http/refuse-request'
import { Busy, isUnavailable } from '@/lib/http/unavailable'
import { log } from '@/lib/log'
import { Changed, NeedsProof, NeedsReason, NotAllowed, NotFound } from '@/lib/refusals'
import { proofPage } from './proof'

/** What a route answers with: a page, or where to go next. */
export type Answer = Page | { readonly redirect: string } | Response

export interface Visit<Params> {
  readonly request: Request
  readonly params: Params
  readonly url: URL
  readonly now: Date
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>
type Known = { readonly actor: Actor }
type Posted = { readonly form: URLSearchParams }

/** A page of plain HTML: nothing to hydrate, so the browser gets no framework. */
const drawHtml = async (element: ReactElement, { status = 200, headers, cookies }: Page) => {
  const { renderToStaticMarkup } = await import('react-dom/server')
  const answer = new Response(`<!DOCTYPE html>${renderToStaticMarkup(element)}`, {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  })
  return setCookies(answer, cookies)
}

const setCookies = (answer: Response, cookies: readonly string[] = []) => {
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}

/** Sends the browser on with GET. The address is a path, so a forged host changes nothing. */
export const goTo = (
  path: string,
  headers: Record<string, string> = {},
  cookies: readonly string[] = [],
) =>
  setCookies(new Response(null, { status: 303, headers: { ...headers, location: path } }), cookies)

const answerWith = (answer: Answer, actor: Actor | null, { url, now }: Visit<unknown>) => {
  if (answer instanceof Response) return answer
  if ('redirect' in answer) return goTo(answer.redirect)
  const { status = 200 } = answer
  if (!actor && status >= 400 && status < 500) recordStranger(status)
  const sessionSeconds = environment().SESSION_IDLE_MINUTES * 60
  return drawHtml(
    <ServicePage page={answer} path={url.pathname} {...{ actor, now, sessionSeconds }} />,
    answer,
  )
}

const simplePage = (status: number, title: string, text: string): Page => ({
  status,
  title,
  body: (
    <>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{text}</p>
    </>
  ),
})

const refusedPage = ({ status, title }: Refused) =>
  simplePage(status, title, 'Open the service at its own address and go on from there.')

export const notFoundPage = simplePage(
  404,
  'Page not found',
  'Check the address. If you followed a link, the page may not be for you to see.',
)

const refusalPage = (error: unknown): Page => {
  if (error instanceof NotFound) return notFoundPage
  if (error instanceof NotAllowed) return simplePage(403, 'You cannot do this', error.message)
  if (error instanceof Changed) return simplePage(409, 'Somebody got there first', error.message)
  log.error({ err: error }, 'A request failed')
  return simplePage(
    500,
    'Sorry, there is a problem with the service',
    'Nothing that you saved is lost. Try again. If someone is in danger now, call 999.',
  )
}

/** The database cannot be asked: nothing was done, and what was typed is in the page that says so. */
const unavailablePage = (visit: Visit<unknown>, form?: URLSearchParams): Page => ({
  status: 503,
  title: 'The service cannot save at the moment',
  headers: { 'retry-after': '30' },
  body: <TryAgainPage kept={form && { path: visit.url.pathname, form }} />,
})

/**
 * Somebody has to say first why they open a case: of what they asked to see the page that asks, and of
 * what they posted the same with all that they typed in it. Both lead back to where they were going.
 */
const needsReasonAnswer = (
  { reference }: NeedsReason,
  { url, now }: Visit<unknown>,
  form?: URLSearchParams,
): Answer => {
  if (!form) return { redirect: openingPath(reference, url.pathname + url.search) }
  const kept = { path: url.pathname, form }
  return {
    title: openingTitle,
    status: 403,
    body: <OpeningPage reference={reference} to={casePath(reference)} kept={kept} now={now} />,
  }
}

/**
 * Somebody has to prove first that it is still them: of what they asked to see the page that asks, and of
 * what they posted the same with all that they typed in it. Both lead back to where they were going.
 */
const needsProofAnswer = (actor: Actor, { url }: Visit<unknown>, form?: URLSearchParams): Answer =>
  form
    ? proofPage(actor, { kept: { path: url.pathname, form } }, { status: 403 })
    : { redirect: `/sign-in/again?next=${encodeURIComponent(url.pathname + url.search)}` }

type Keep = (form: URLSearchParams) => URLSearchParams

const open = <Params,>(
  work: (
    visit: Visit<Params>,
    findOut: () => Promise<Actor | null>,
    keep: Keep,
  ) => Promise<Response>,
): Handler<Params> => {
  return async (request, context) => {
    const visit = {
      request,
      params: await context.params,
      url: new URL(request.url),
      now: new Date(),
    }
    const refused = refuseRequest(request)
    if (refused) return answerWith(refusedPage(refused), null, visit)
    let actor: Actor | null = null
    let typed: URLSearchParams | undefined
    try {
      return await work(
        visit,
        async () => (actor = await findActor(request)),
        (form) => (typed = form),
      )
    } catch (error) {
      if (isUnavailable(error)) {
        log.error({ err: error }, 'The database cannot be reached')
        return answerWith(unavailablePage(visit, typed), null, visit)
      }
      if (error instanceof Busy) return answerWith(unavailablePage(visit, typed), null, visit)
      if (error instanceof NeedsProof && actor)
        return answerWith(needsProofAnswer(actor, visit, typed), actor, visit)
      if (error instanceof NeedsReason)
        return answerWith(needsReasonAnswer(error, visit, typed), actor, visit)
      await recordRefusal(actor, error, visit.url.pathname)
      return answerWith(refusalPage(error), actor, visit)
    }
  }
}

/** A page for everybody, signed in or not. */
export const publicPage = <Params,>(
  draw: (visit: Visit<Params> & { readonly actor: Actor | null }) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit, findOut) => {
    const actor = await findOut()
    return answerWith(await draw({ ...visit, actor }), actor, visit)
  })

/** A page for those who are signed in. Others sign in first and come back to it. */
export const page = <Params,>(draw: (visit: Visit<Params> & Known) => Answer | Promise<Answer>) =>
  open<Params>(async (visit, findOut) => {
    const actor = await findOut()
    const { pathname, search } = visit.url
    if (!actor) return goTo(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
    return answerWith(await draw({ ...visit, actor }), actor, visit)
  })

const answerUnacceptable = ({ status, title }: Unacceptable, visit: Visit<unknown>) => {
  const text = 'Go back to the form and send it again from there.'
  return answerWith(simplePage(status, title, text), null, visit)
}

const readPosted = async (visit: Visit<unknown>) => {
  const read = await readForm(visit.request)
  if ('body' in read) return read.body
  return answerUnacceptable(read.unacceptable, visit)
}

const signInAgain = (form: URLSearchParams, visit: Visit<unknown>) => {
  const kept = { path: visit.url.pathname, form }
  const again = {
    title: 'Sign in again',
    body: <SignInForm kept={kept} own={environment().IDENTITY_PROVIDERS} />,
    status: 401,
  }
  return answerWith(again, null, visit)
}

/** A form that anybody may post. */
export const publicForm = <Params,>(
  act: (visit: Visit<Params> & Posted) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit, _, keep) => {
    const form = await readPosted(visit)
    if (form instanceof Response) return form
    return answerWith(await act({ ...visit, form: keep(form) }), null, visit)
  })

/**
 * A form for those who are signed in. Whoever's session is over signs in on the spot, and what they
 * typed is carried along: it is never lost.
 */
export const form = <Params,>(
  act: (visit: Visit<Params> & Known & Posted) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit, findOut, keep) => {
    const form = await readPosted(visit)
    if (form instanceof Response) return form
    keep(form)
    const actor = await findOut()
    if (!actor) return signInAgain(form, visit)
    return answerWith(await act({ ...visit, actor, form }), actor, visit)
  })

/** Of a form whose sender is not signed in no more is kept than its fields. */
const mostOfStrangers = 64 * 1024

/**
 * A form with one file in it, for those who are signed in. Whoever's session is over signs in on the
 * spot: what they typed is kept, and they select the file again.
 * @param most of the whole form, in bytes
 */
export const uploadForm = <Params,>(
  most: number,
  act: (visit: Visit<Params> & Known & { readonly upload: Upload }) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit, findOut, keep) => {
    const actor = await findOut()
    const read = await readUpload(visit.request, actor ? most : mostOfStrangers)
    if ('unacceptable' in read) return answerUnacceptable(read.unacceptable, visit)
    if (!actor) return signInAgain(read.body.form, visit)
    keep(read.body.form)
    return answerWith(await act({ ...visit, actor, upload: read.body }), actor, visit)
  })
