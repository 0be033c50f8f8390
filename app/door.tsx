import type { ReactElement } from 'react'
import { ServicePage, type Page } from '@/components/page/service-page'
import { SignInForm } from '@/components/page/sign-in-form'
import type { Actor } from '@/lib/access/actor'
import { findActor } from '@/lib/access/find-actor'
import { readForm } from '@/lib/http/read-body'
import { log } from '@/lib/log'
import { Changed, NotAllowed, NotFound } from '@/lib/refusals'

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
const drawHtml = async (element: ReactElement, { status = 200, headers }: Page) => {
  const { renderToStaticMarkup } = await import('react-dom/server')
  return new Response(`<!DOCTYPE html>${renderToStaticMarkup(element)}`, {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  })
}

/** Sends the browser on with GET. The address is a path, so a forged host changes nothing. */
export const goTo = (path: string, headers: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { ...headers, location: path } })

const answerWith = (answer: Answer, actor: Actor | null, { url, now }: Visit<unknown>) => {
  if (answer instanceof Response) return answer
  if ('redirect' in answer) return goTo(answer.redirect)
  return drawHtml(<ServicePage page={answer} actor={actor} path={url.pathname} now={now} />, answer)
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

const open = <Params,>(
  work: (visit: Visit<Params>, findOut: () => Promise<Actor | null>) => Promise<Response>,
): Handler<Params> => {
  return async (request, context) => {
    const visit = {
      request,
      params: await context.params,
      url: new URL(request.url),
      now: new Date(),
    }
    let actor: Actor | null = null
    try {
      return await work(visit, async () => (actor = await findActor(request)))
    } catch (error) {
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

const readPosted = async (visit: Visit<unknown>) => {
  const read = await readForm(visit.request)
  if ('body' in read) return read.body
  const { status, title } = read.unacceptable
  const text = 'Go back to the form and send it again from there.'
  return answerWith(simplePage(status, title, text), null, visit)
}

/** A form that anybody may post. */
export const publicForm = <Params,>(
  act: (visit: Visit<Params> & Posted) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit) => {
    const form = await readPosted(visit)
    return form instanceof Response ? form : answerWith(await act({ ...visit, form }), null, visit)
  })

/**
 * A form for those who are signed in. Whoever's session is over signs in on the spot, and what they
 * typed is carried along: it is never lost.
 */
export const form = <Params,>(
  act: (visit: Visit<Params> & Known & Posted) => Answer | Promise<Answer>,
) =>
  open<Params>(async (visit, findOut) => {
    const form = await readPosted(visit)
    if (form instanceof Response) return form
    const actor = await findOut()
    if (!actor) {
      const kept = { path: visit.url.pathname, form }
      const again = { title: 'Sign in again', body: <SignInForm kept={kept} />, status: 401 }
      return answerWith(again, null, visit)
    }
    return answerWith(await act({ ...visit, actor, form }), actor, visit)
  })
