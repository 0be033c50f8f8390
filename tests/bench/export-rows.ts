/**
 * Makes one file of all that a lead sees in the queues, as the job does, and measures it.
 *
 *   node --import tsx tests/bench/export-rows.ts <format>
 *
 * Says as JSON: rows, seconds, how long the thread was held at most (ms), and by how many megabytes
 * memory grew after the first tenth of the time.
 */
import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { readAddress } from '@/lib/database/address'
import { openDatabase } from '@/lib/database/open-database'
import { closeDatabase } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'
import { expireExports } from '@/lib/exports/expire-exports'
import { runExports } from '@/lib/exports/run-exports'
import { places } from '@/lib/sealing/places'
import { sealAnswers } from '@/lib/sealing/seal-answers'

const [format = 'csv'] = process.argv.slice(2)
const id = randomUUID()

const address = process.env.DATABASE_OWNER_URL || environment().DATABASE_URL
const owner = await openDatabase(readAddress(address))
await owner.transact(null, async (tx) => {
  const lead = await tx.account.findFirstOrThrow({ where: { role: 'safeguarding_lead' } })
  const words = sealAnswers('For a measurement', places.exportWords(id))
  await tx.export.create({
    data: {
      ...{ id, askedBy: lead.id, answeredBy: randomUUID(), askedAt: new Date() },
      ...{ kind: 'worklist', format, period: 'all', words, rowCount: 0, state: 'agreed' },
    },
  })
})
await owner.close()

// The first statement opens the database, which is not what is measured.
await expireExports()
await pause(100)
const memory: number[] = []
const sampling = setInterval(() => memory.push(process.memoryUsage().rss / 2 ** 20), 100)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const started = performance.now()
await runExports()
const seconds = (performance.now() - started) / 1000
delay.disable()
clearInterval(sampling)
await closeDatabase()

const after = await openDatabase(readAddress(address))
const { done, state } = await after.transact(null, (tx) =>
  tx.export.findUniqueOrThrow({ where: { id } }),
)
await after.close()
if (state !== 'ready') throw new Error(`The file is ${state}`)
const early = memory[Math.floor(memory.length / 10)] ?? 0
const grew = Math.max(...memory) - early
console.log(JSON.stringify({ rows: done, seconds, held: delay.max / 1e6, grew }))
process.exit()
