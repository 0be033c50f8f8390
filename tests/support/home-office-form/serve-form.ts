import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { steps, type ImitatedStep } from './fields'
import { checkPage, sentPage, startPage, stepPage } from './pages'
import { readStep, stepAfter, stepsReached, type Entered, type Posted } from './rules'

/** An imitation of the Home Office form on this machine, on a free port. */
export interface ServedForm {
  readonly address: string
  /** What was entered in every report that was sent, in this order. */
  readonly sent: Entered[]
  readonly close: () => Promise<void>
}

interface Report {
  entered: Entered
  /** The steps that were answered. */
  readonly done: Set<string>
}

type Answer = { readonly to: string } | { readonly status?: number; readonly html: string }

const postedIn = async (request: IncomingMessage): Promise<Posted> => {
  const form = new URLSearchParams(await text(request))
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]))
}

/** Where somebody stands: nobody gets to a step before those that stand before it are answered. */
const standsAt = ({ entered, done }: Report): ImitatedStep | undefined =>
  stepsReached(entered).find(({ step }) => !done.has(step))

export const serveForm = async (): Promise<ServedForm> => {
  const reports: Report[] = []
  const sent: Entered[] = []

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const isPost = request.method === 'POST'
    const [number = '', name = ''] = (request.url ?? '/').slice(1).split('/')
    if (number === '') {
      if (!isPost) return { html: startPage() }
      return { to: `/${String(reports.push({ entered: {}, done: new Set() }))}/reference` }
    }
    const report = reports[Number(number) - 1]
    if (!report || name === 'sent') return { status: report ? 200 : 404, html: sentPage() }
    const at = standsAt(report)
    const step = steps.find((one) => one.step === name)
    if (!step || (step !== at && !report.done.has(name)))
      return { to: `/${number}/${at?.step ?? 'sent'}` }
    if (name === 'confirm') {
      if (!isPost) return { html: checkPage(report.entered) }
      report.done.add(name)
      sent.push(report.entered)
      return { to: `/${number}/sent` }
    }
    if (!isPost) return { html: stepPage(step) }
    const posted = await postedIn(request)
    const { kept, problems } = readStep(step, posted, report.entered)
    if (Object.keys(problems).length > 0)
      return { status: 422, html: stepPage(step, posted, problems) }
    report.entered = { ...report.entered, ...kept }
    report.done.add(name)
    return { to: `/${number}/${stepAfter(report.entered, step)?.step ?? 'sent'}` }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (found) => {
        if ('to' in found) return response.writeHead(303, { location: found.to }).end()
        const type = { 'content-type': 'text/html; charset=utf-8' }
        return response.writeHead(found.status ?? 200, type).end(found.html)
      },
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const listening = server.address()
  return {
    address: `http://localhost:${String(typeof listening === 'object' && listening?.port)}`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
