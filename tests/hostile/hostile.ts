/**
 * npm run test:hostile: what must hold when people, machines and networks are against us, on the built
 * service and a real PostgreSQL. It prints one table, and fails where an aim is missed.
 *
 *   npm run test:hostile -- [--quick] [--markdown] [names of parts]
 */
import { existsSync } from 'node:fs'
import { asMarkdown, asText, type Figure } from '../bench/figures'
import { measureAudit } from '../bench/measure-audit'
import { makeStand, type Stand } from '../bench/start-service'
import { askForPayloads } from './ask-for-payloads'
import { drillRestore } from './drill-restore'
import { tryEveryDoor } from './every-door'
import { floodSignIns } from './flood-sign-ins'
import { holdSockets } from './hold-sockets'
import { killUnderLoad } from './kill-service'
import { postGarbage } from './post-garbage'
import { searchDump } from './search-dump'
import { stopDatabase } from './stop-database'

const given = process.argv.slice(2)
const isQuick = given.includes('--quick')
const wanted = given.filter((one) => !one.startsWith('--'))
const plan = isQuick
  ? { bodies: 1_000, kills: 4, away: 5, referrals: 2_000 }
  : { bodies: 10_000, kills: 20, away: 30, referrals: 100_000 }

/** A server that keeps what it has acknowledged: nothing here may be lost because it was not written. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

const onStand = async (act: (stand: Stand) => Promise<Figure[]>) => {
  const stand = await makeStand('server', durable)
  try {
    return await act(stand)
  } finally {
    await stand.remove()
  }
}

const parts: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  doors: tryEveryDoor,
  payloads: () => onStand(askForPayloads),
  bodies: () => onStand((stand) => postGarbage(stand, plan.bodies, 20_261_122)),
  sockets: () => onStand(holdSockets),
  signins: () => onStand((stand) => floodSignIns(stand, 20)),
  kills: () => onStand((stand) => killUnderLoad(stand, plan.kills)),
  database: () => onStand((stand) => stopDatabase(stand, plan.away)),
  dump: () => onStand(searchDump),
  audit: () => measureAudit(),
  restore: () => onStand((stand) => drillRestore(stand, plan.referrals)),
}

if (!existsSync('.next/BUILD_ID')) {
  console.error('The service is not built: run `npm run build` first')
  process.exit(1)
}
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no part called ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}

const figures: Figure[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`Running: ${name}`)
  figures.push(
    ...(await Promise.resolve()
      .then(measure)
      .catch((error: unknown): Figure[] => [
        {
          what: name,
          measured: `did not finish: ${String(error)}`,
          aim: 'to finish',
          isMet: false,
        },
      ])),
  )
}
const draw = given.includes('--markdown') ? asMarkdown : asText
console.log(draw({ title: 'Under attack and after failure, on PostgreSQL', figures }))
process.exit(figures.some(({ isMet }) => isMet === false) ? 1 : 0)
