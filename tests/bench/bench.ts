/**
 * npm run bench: measures the built service, on PostgreSQL and then on the embedded database. The
 * aims are PostgreSQL's: the embedded database is for demonstrations.
 *
 *   npm run bench -- [--quick] [--markdown] [--server | --embedded | --pages | --outcomes | --files]
 *
 * --quick is for a first look: fewer seconds and fewer referrals. --markdown prints tables. One part
 * alone, on PostgreSQL: --pages the pathway and the queues, --outcomes the figures of five years and the
 * replay of a policy, --files papers and exports.
 */
import { existsSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { asMarkdown, asText, type Chapter, type Figure, show, withoutAims } from './figures'
import { countStatements } from './count-statements'
import { putLoad } from './load'
import { measureExports } from './measure-exports'
import { measureOutcomes } from './measure-outcomes'
import { measurePapers } from './measure-papers'
import { measurePathway } from './measure-pathway'
import { drawQueue, drawWorklist, queueFigures, worklistFigures } from './measure-queue'
import { measureReplay } from './measure-replay'
import { measureRouting } from './measure-routing'
import { measureWeight } from './measure-weight'
import { makeStand, type Stand } from './start-service'
import { drawSteps, officer, referrer, saveSteps, signIn } from './visits'

const given = process.argv.slice(2)
const isQuick = given.includes('--quick')
const print = (chapter: Chapter) =>
  console.log((given.includes('--markdown') ? asMarkdown : asText)(chapter))

const connections = 10
const plan = isQuick
  ? { seconds: 3, sendings: 100, few: 1_000, many: 10_000, views: 100 }
  : { seconds: 10, sendings: 300, few: 1_000, many: 100_000, views: 300 }
const years = isQuick
  ? { few: 10_000, many: 100_000, views: 30 }
  : { few: 100_000, many: 1_000_000, views: 100 }

if (!existsSync('.next/BUILD_ID')) {
  console.error('The service is not built: run `npm run build` first')
  process.exit(1)
}

/** Everything that is measured while few referrals are there, and the queue's page last. */
async function measureService(stand: Stand) {
  const drafts = await stand.load(connections + 2 * plan.sendings, plan.few)
  const service = await stand.start()
  const { origin } = service
  const atRest = service.memory()
  const cookies: string[] = []
  while (cookies.length < connections) cookies.push(await signIn(origin, referrer))
  const reader = await signIn(origin, officer)
  const [first = ''] = drafts
  const weight = await measureWeight(origin, first, { referrer: cookies[0] ?? '', officer: reader })
  await drawQueue(origin, reader, plan.views)
  const few = { referrals: plan.few, measured: await drawQueue(origin, reader, plan.views) }
  const pathway = await measurePathway({
    origin,
    cookies,
    drafts: drafts.slice(0, connections),
    toSend: drafts.slice(connections),
    seconds: plan.seconds,
  })
  const afterLoad = service.memory()
  await service.stop()
  const memory: Figure[] = [
    {
      what: 'Memory at rest, all processes of npm start',
      measured: `${show(atRest)} MB`,
      aim: 'under 200 MB',
      isMet: atRest < 200,
    },
    { what: 'Memory after this load', measured: `${show(afterLoad)} MB` },
  ]
  return { weight, pathway, memory, few, draft: first }
}

async function measureManyReferrals(stand: Stand) {
  await stand.load(0, plan.many - plan.few)
  const service = await stand.start()
  const reader = await signIn(service.origin, officer)
  await drawQueue(service.origin, reader, plan.views)
  const measured = await drawQueue(service.origin, reader, plan.views)
  const worklist = await drawWorklist(service.origin, reader, plan.views)
  await service.stop()
  return { referrals: plan.many, measured, worklist }
}

const queuePage = 'A queue’s page of 20'

/** What one request of each kind asks of the database, once everything is prepared. */
async function countOfEach(stand: Stand, draft: string): Promise<Figure[]> {
  const proxy = await countStatements(stand.address)
  const service = await stand.start(proxy.address)
  const { origin } = service
  const cookie = await signIn(origin, referrer)
  const reader = await signIn(origin, officer)
  const kinds = {
    'Drawing a step asks of the database': drawSteps(draft, cookie).slice(0, 1),
    'Saving a step': saveSteps(draft, cookie).slice(0, 1),
    'Sending a referral': [
      {
        method: 'POST' as const,
        path: `/refer/${draft}/check`,
        cookie,
        form: '',
        status: 303,
        location: '/refer/sent/',
      },
    ],
    [queuePage]: [{ method: 'GET' as const, path: '/queues/police', cookie: reader, status: 200 }],
  }
  // The first visit of a session notes its device too: that is not what is counted.
  await putLoad({
    origin,
    connections: [kinds['Drawing a step asks of the database'], kinds[queuePage]],
  })
  const figures: Figure[] = []
  for (const [what, requests] of Object.entries(kinds)) {
    Object.assign(proxy.count, { statements: 0, queries: 0, waits: 0 })
    await putLoad({ origin, connections: [requests] })
    const { statements, queries, waits } = proxy.count
    const measured = `${queries} queries (${statements} statements, ${waits} waits)`
    figures.push(
      what === queuePage
        ? { what, measured, aim: 'at most 5 queries', isMet: queries <= 5 }
        : { what, measured },
    )
  }
  await service.stop()
  proxy.end()
  return figures
}

async function measure(kind: 'server' | 'embedded', title: string) {
  const stand = await makeStand(kind)
  try {
    const measured = await measureService(stand)
    const many = await measureManyReferrals(stand)
    const papers = await measurePapers(stand)
    const replays = measureReplay(stand)
    const counts = kind === 'server' ? await countOfEach(stand, measured.draft) : []
    const outcomes = kind === 'server' ? await measureOutcomes(stand, years) : []
    const figures = [
      ...measured.pathway,
      ...queueFigures(measured.few, many),
      ...worklistFigures(many.referrals, many.worklist),
      ...measureExports(stand),
      ...papers,
      ...outcomes,
      ...replays,
      ...counts,
      ...measured.memory,
    ]
    print({ title, figures: kind === 'server' ? figures : withoutAims(figures) })
    return measured.weight
  } finally {
    await stand.remove()
  }
}

/** The pathway and the queues, alone. */
async function measurePages() {
  const stand = await makeStand('server')
  try {
    const { pathway, few, memory, weight, draft } = await measureService(stand)
    const many = await measureManyReferrals(stand)
    const figures = [
      ...pathway,
      ...queueFigures(few, many),
      ...worklistFigures(many.referrals, many.worklist),
      ...(await countOfEach(stand, draft)),
      ...memory,
      ...weight,
    ]
    print({ title: 'Pages', figures })
  } finally {
    await stand.remove()
  }
}

/** The figures of five years, and the replay of a policy, alone. */
async function measureYears() {
  const stand = await makeStand('server')
  try {
    const figures = await measureOutcomes(stand, years)
    await stand.load(0, plan.many)
    print({ title: 'The report', figures: [...figures, ...measureReplay(stand)] })
  } finally {
    await stand.remove()
  }
}

/** Papers and exports, alone. */
async function measureFiles() {
  const stand = await makeStand('server')
  try {
    const papers = await measurePapers(stand)
    await stand.load(0, plan.many)
    print({ title: 'Papers and exports', figures: [...papers, ...measureExports(stand)] })
  } finally {
    await stand.remove()
  }
}

const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${show(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
console.log(`${machine}, load average before ${show(loadavg()[0] ?? 0, 2)}`)
const alone = { '--pages': measurePages, '--outcomes': measureYears, '--files': measureFiles }
for (const [part, measureIt] of Object.entries(alone))
  if (given.includes(part)) {
    await measureIt()
    console.log(`Load average after ${show(loadavg()[0] ?? 0, 2)}`)
    process.exit()
  }
print({ title: 'Routing', figures: [measureRouting()] })
let weight: Figure[] = []
if (!given.includes('--embedded')) weight = await measure('server', 'On PostgreSQL')
if (!given.includes('--server')) weight = await measure('embedded', 'On the embedded database')
print({ title: 'Bytes on the wire, compressed, with headers', figures: weight })
console.log(`Load average after ${show(loadavg()[0] ?? 0, 2)}`)
process.exit()
