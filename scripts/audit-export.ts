/**
 * npm run audit:export -- <file>: writes the whole audit trail to a new file, a line of JSON for each
 * entry, for `npm run audit:verify`. Needs the address of somebody who sees all of it: the owner of the
 * tables (DATABASE_OWNER_URL). An embedded database is open in one process: stop the service first.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { readTrail } from '@/lib/audit/read-trail'
import { trailLine } from '@/lib/audit/trail-line'
import { readAddress } from '@/lib/database/address'
import { type Database, openDatabase } from '@/lib/database/open-database'

const atOnce = 5_000

function stop(line: string): never {
  console.error(line)
  process.exit(1)
}

const explain = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function exportTrail(database: Database, isEmbedded: boolean, file: FileHandle) {
  let last = 0n
  let count = 0
  for (;;) {
    const entries = await database.transact(null, async (tx) => {
      if (isEmbedded) await tx.$executeRaw`SET LOCAL ROLE NONE`
      return readTrail(tx, last, atOnce)
    })
    const [newest] = entries.slice(-1)
    if (!newest) break
    await file.write(entries.map((entry) => `${trailLine(entry)}\n`).join(''))
    last = BigInt(newest.sequence)
    count += entries.length
  }
  const [end] = await database.transact(
    null,
    (tx) => tx.$queryRaw<{ sequence: bigint }[]>`select sequence from trail_state(0)`,
  )
  return { count, last, isWhole: last >= BigInt(end?.sequence ?? 0) }
}

const [name, ...others] = process.argv.slice(2)
if (!name || others.length > 0) stop('Say where to: npm run audit:export -- <file>')
const given = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL
if (!given)
  stop('Set DATABASE_OWNER_URL to the address of the database, as the owner of its tables')

const address = readAddress(given)
const file = await open(name, 'wx', 0o600).catch((error: unknown) => stop(explain(error)))
const database = await openDatabase(address).catch((error: unknown) => stop(explain(error)))
const { count, last, isWhole } = await exportTrail(database, address.kind !== 'server', file)
await file.close()
await database.close()
if (!isWhole)
  stop(
    `The trail goes on after entry ${last}: only who owns the tables reads all of it, or its end was cut off`,
  )
console.log(`${count.toLocaleString('en-GB')} entries were written to ${name}`)
process.exit(0)
