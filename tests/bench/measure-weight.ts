import { request } from 'node:http'
import { type Figure, show } from './figures'
import { drawSteps } from './visits'

interface Arrived {
  /** Bytes on the wire, headers and all, compressed as a browser asks for it. */
  readonly bytes: number
  readonly location?: string
}

/** Fetches an address over a connection of its own. */
const fetchBytes = (url: string, cookie?: string) =>
  new Promise<Arrived>((resolve, reject) => {
    const headers = { 'accept-encoding': 'gzip, deflate, br, zstd', ...(cookie && { cookie }) }
    request(url, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode ?? 0}`))
      answer.resume().once('end', () => resolve({ bytes: answer.socket.bytesRead }))
    })
      .once('error', reject)
      .end()
  })

/** What a page tells the browser to fetch with it. */
const partsOf = async (url: string, cookie: string) => {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  return {
    stylesheet: /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '',
    script: /<script type="module" src="([^"]+)"/.exec(html)?.[1] ?? '',
    icon: /<link rel="icon"[^>]* href="([^"]+\.svg)"/.exec(html)?.[1] ?? '',
  }
}

const kilobytes = (bytes: number) => `${show(bytes / 1000, 1)} kB`

/** The bytes of each kind of page, as a browser with an empty cache and then with a full one loads it. */
export async function measureWeight(
  origin: string,
  draft: string,
  cookies: { readonly referrer: string; readonly officer: string },
): Promise<Figure[]> {
  const steps = drawSteps(draft, cookies.referrer)
  const weigh = async (path: string, cookie?: string) =>
    (await fetchBytes(origin + path, cookie)).bytes
  const { stylesheet, script, icon } = await partsOf(
    `${origin}${steps[0]?.path ?? ''}`,
    cookies.referrer,
  )
  const [css = 0, js = 0, picture = 0] = await Promise.all(
    [stylesheet, script, icon].map((path) => weigh(path)),
  )
  const drawn = await Promise.all(steps.map(({ path }) => weigh(path, cookies.referrer)))
  const wrong = await Promise.all(
    steps.map(({ path }) => weigh(`${path}?problems`, cookies.referrer)),
  )
  const largest = Math.max(...drawn, ...wrong)
  const first = (drawn[0] ?? 0) + css + js + picture
  const page = async (what: string, path: string, cookie?: string): Promise<Figure> => ({
    what,
    measured: kilobytes(await weigh(path, cookie)),
  })
  return [
    {
      what: 'First page of the pathway with all that it loads',
      measured: `${kilobytes(first)} (page ${kilobytes(drawn[0] ?? 0)}, stylesheet ${kilobytes(css)}, script ${kilobytes(js)}, icon ${kilobytes(picture)})`,
      aim: 'under 40 kB',
      isMet: first < 40_000,
    },
    {
      what: 'Each later page of the pathway',
      measured: `${kilobytes(Math.min(...drawn))} to ${kilobytes(largest)}`,
      aim: 'under 8 kB',
      isMet: largest < 8_000,
    },
    await page('Start page', '/'),
    await page('Sign in', '/sign-in'),
    await page('List of referrals', '/refer', cookies.referrer),
    await page('Check your answers', `/refer/${draft}/check`, cookies.referrer),
    await page('Queue of 20', '/queues/police', cookies.officer),
  ]
}
