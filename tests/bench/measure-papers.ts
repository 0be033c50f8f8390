import { type Figure, show } from './figures'
import { putLoad, type Request } from './load'
import type { Service, Stand } from './start-service'
import { referrer, signIn } from './visits'

/** A First Responder, who keys referrals into the form of the Home Office. */
const desk = 'desk@demo.test'
const atOnce = 4

/** Sends a draft, and answers the reference of the case. */
async function sendDraft(origin: string, draft: string) {
  const answer = await fetch(`${origin}/refer/${draft}/check`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, cookie: await signIn(origin, referrer) },
    body: new URLSearchParams(),
  })
  const reference = answer.headers.get('location')?.replace('/refer/sent/', '').split('?')[0]
  if (answer.status !== 303 || !reference) throw new Error('A referral could not be sent')
  return reference
}

/** The most memory that a service has while something is done, in megabytes. */
async function peakDuring<T>(service: Service, act: () => Promise<T>) {
  let peak = service.memory()
  const look = setInterval(() => (peak = Math.max(peak, service.memory())), 250)
  const done = await act().finally(() => clearInterval(look))
  return { done, peak }
}

/** The pack for the Home Office form, as a page and as a file, of a service that was just started. */
export async function measurePapers(stand: Stand, count = 40): Promise<Figure[]> {
  const [draft = ''] = await stand.load(1, 0)
  const service = await stand.start()
  try {
    const { origin } = service
    const reference = await sendDraft(origin, draft)
    const cookie = await signIn(origin, desk)
    const page: Request = {
      method: 'GET',
      path: `/cases/${reference}/papers/nrm_pack`,
      cookie,
      status: 200,
    }
    const file: Request = { ...page, path: `${page.path}/pdf` }
    const times = (request: Request, many: number) => Array.from({ length: many }, () => request)
    const draw = (request: Request, connections: number, many: number) =>
      putLoad({
        origin,
        connections: Array.from({ length: connections }, () => times(request, many)),
      })
    await draw(page, atOnce, 50)
    const drawn = await draw(page, 1, count)
    const before = service.memory()
    const { done: saved, peak } = await peakDuring(service, () =>
      draw(file, atOnce, Math.ceil(count / atOnce)),
    )
    const growth = peak - before
    return [
      {
        what: 'The pack for the Home Office form, as a page, p95',
        measured: `${show(drawn.p95)} ms`,
        aim: 'under 300 ms',
        isMet: drawn.p95 < 300,
      },
      {
        what: `The same as a PDF, ${atOnce} at once, p95`,
        measured: `${show(saved.p95)} ms`,
        aim: 'under 1,500 ms',
        isMet: saved.p95 < 1_500,
      },
      {
        what: `Memory that it grows by while ${atOnce} are drawn`,
        measured: `${show(growth)} MB`,
        aim: 'under 60 MB',
        isMet: growth < 60,
      },
    ]
  } finally {
    await service.stop()
  }
}
