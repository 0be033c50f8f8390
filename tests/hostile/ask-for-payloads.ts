import { readFileSync } from 'node:fs'
import { allQuestions } from '@/lib/referral/all-questions'
import { type Figure, show } from '../bench/figures'
import type { Stand } from '../bench/start-service'
import { signIn } from '../bench/visits'
import { canaryOf } from '../support/canaries'
import { addressOf, findRouteFiles, parametersOf } from '../support/route-files'
import { workedCase } from '../support/worked-case'
import { askOwner, partnerToken } from './referrals'

const people = ['referrer.nhs', 'officer', 'desk', 'lead']

const tree = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null]))

/**
 * What makes the framework answer with what a page is made of, think that it was asked already, or
 * believe that it was asked elsewhere: from the advisories of 2025 and 2026 (threats T-18, T-20, T-35).
 */
const asking: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a payload': { rsc: '1' },
  'a payload of a part': { rsc: '1', 'next-router-state-tree': tree, 'next-url': '/' },
  'a payload ahead': { rsc: '1', 'next-router-prefetch': '1' },
  'a segment ahead': {
    rsc: '1',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': '/_tree',
  },
  'data of a page': { 'x-nextjs-data': '1' },
  'not to be checked': { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') },
  'not to be checked, by src': {
    'x-middleware-subrequest': Array(5).fill('src/middleware').join(':'),
  },
  'to be sent inside': {
    'x-middleware-rewrite': '/queues/police',
    'x-invoke-path': '/queues/police',
  },
  'for another place': { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
  'by another address': { 'x-original-url': '/queues/police', 'x-rewrite-url': '/queues/police' },
  'an action': { 'next-action': 'a'.repeat(40) },
  'a draft of the site': { cookie: '__prerender_bypass=1; __next_preview_data=1' },
}

const canaries = Object.entries(allQuestions).flatMap(([id, question]) => {
  const canary = canaryOf(id, question)
  return canary === undefined ? [] : [canary]
})
const canariesIn = (text: string) =>
  canaries
    .filter((canary) => text.includes(canary))
    .sort()
    .join()

const sendCanaries = async (origin: string) => {
  const answers: Record<string, unknown> = { ...workedCase('V16') }
  for (const [id, question] of Object.entries(allQuestions)) {
    const canary = canaryOf(id, question)
    if (canary !== undefined && (id in answers || id === 'account')) answers[id] = canary
  }
  const sent = await fetch(`${origin}/api/v1/referrals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${partnerToken(0)}`, 'content-type': 'application/json' },
    body: JSON.stringify(answers),
  })
  if (sent.status !== 201) throw new Error(`The canaries were not sent: ${await sent.text()}`)
  return ((await sent.json()) as { reference: string }).reference
}

/** Every address that is asked by GET, with the case in it, and those that the framework has of its own. */
const addresses = async (stand: Stand, reference: string) => {
  const [row = {}] = await askOwner<Record<string, string>>(
    stand.ownerAddress,
    `SELECT (SELECT id::text FROM draft LIMIT 1) AS draft, (SELECT id::text FROM share LIMIT 1) AS share,
       (SELECT id::text FROM account LIMIT 1) AS account, (SELECT id::text FROM goal LIMIT 1) AS goal`,
  )
  const values: Record<string, string> = {
    ...row,
    ...{ reference, queue: 'police', action: 'accept', step: 'account', kind: 'duty_to_notify' },
    ...{ track: 'police', question: 'familyName', task: 'person', channel: 'phone' },
    ...{ purpose: 'support', paper: 'nrm_pack' },
  }
  const build = readFileSync('.next/BUILD_ID', 'utf8').trim()
  const ours = findRouteFiles()
    .filter(
      ({ file, path }) =>
        /export const GET\b/.test(readFileSync(file, 'utf8')) && !/leave|nextauth/.test(path),
    )
    .map(({ path }) =>
      addressOf(
        path,
        Object.fromEntries(
          parametersOf(path).map(({ name }) => [
            name,
            values[name] ?? '00000000-0000-4000-8000-000000000000',
          ]),
        ),
      ),
    )
  const page = `/cases/${reference}`
  return [
    ...ours,
    ...[
      `${page}?_rsc=abcde`,
      `${page}.rsc`,
      `${page}.txt`,
      `${page}.json`,
      `/_next/data/${build}${page}.json`,
    ],
    ...[`/_next/image?url=${encodeURIComponent(page)}&w=64&q=75`, `/_next/..%2f${page.slice(1)}`],
    ...['/_next/static/../server/app-paths-manifest.json', '/__nextjs_original-stack-frame'],
  ]
}

/**
 * Asks for every page in every way that makes the framework answer with something else than the page,
 * and compares: nobody may learn by it what the page itself does not tell them.
 */
export async function askForPayloads(stand: Stand): Promise<Figure[]> {
  const service = await stand.start()
  const { origin } = service
  const reference = await sendCanaries(origin)
  const paths = await addresses(stand, reference)
  const more: string[] = []
  const failed: string[] = []
  let asked = 0
  let told = 0
  const ask = async (path: string, headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(origin + path, { redirect: 'manual', headers })
    asked += 1
    const text = await answer.text()
    const type = answer.headers.get('content-type') ?? ''
    if (answer.status >= 500) failed.push(`${path}: ${answer.status}`)
    return {
      status: answer.status,
      canaries: canariesIn(text),
      isPayload: /x-component/.test(type),
    }
  }
  for (const name of ['', ...people]) {
    const cookie: Record<string, string> = name
      ? { cookie: await signIn(origin, `${name}@demo.test`) }
      : {}
    // Whoever may see the case says why they open it, so that its pages tell what they can.
    await fetch(`${origin}/cases/${reference}/open`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, ...cookie },
      body: new URLSearchParams({ reason: 'supervision' }),
    })
    for (const path of paths) {
      const plain = await ask(path, cookie)
      told += plain.canaries === '' ? 0 : 1
      for (const [how, headers] of Object.entries(asking)) {
        const both = [cookie.cookie, headers.cookie].filter(Boolean).join('; ')
        const answer = await ask(path, { ...headers, ...(both && { cookie: both }) })
        const isMore = answer.canaries.split(',').some((one) => !plain.canaries.includes(one))
        if (isMore || answer.isPayload || (plain.status >= 400 && answer.status < 300))
          more.push(`${name || 'nobody'}: ${path}, ${how}: ${plain.status}, ${answer.status}`)
      }
    }
  }
  await service.stop()
  const say = (list: readonly string[]) => (list.length ? ` (${list.slice(0, 3).join('; ')})` : '')
  return [
    {
      what: `Answers that tell more than the page, in ${Object.keys(asking).length} ways of asking the framework (${show(asked)} asked, ${show(told)} pages with canaries)`,
      measured: `${more.length}${say(more)}`,
      aim: '0',
      isMet: more.length === 0 && told > 5,
    },
    {
      what: 'Of them answered with 5xx',
      measured: `${failed.length}${say(failed)}`,
      aim: '0',
      isMet: failed.length === 0,
    },
  ]
}
