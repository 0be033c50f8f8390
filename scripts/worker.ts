/**
 * npm run worker: what happens by itself, without the pages: for a service on several machines, whose
 * pages are started with JOBS=elsewhere. On SIGTERM it finishes what it has begun.
 */
import { checkClock } from '@/lib/audit/check-clock'
import { readAddress } from '@/lib/database/address'
import { checkDatabaseRole } from '@/lib/database/check-database-role'
import { closeDatabase } from '@/lib/database/with-actor'
import { environment, readEnvironment } from '@/lib/environment'
import { runJobs } from '@/lib/jobs/run-jobs'
import { log } from '@/lib/log'
import { checkKeys } from '@/lib/sealing/check-keys'

function refuse(line: string): never {
  console.error(`The worker was not started. ${line}`)
  process.exit(1)
}

const read = readEnvironment(process.env)
if ('problems' in read) refuse(read.problems.join('; '))
if (readAddress(read.environment.DATABASE_URL).kind !== 'server') {
  refuse('DATABASE_URL is the embedded database, which one process holds: its jobs run there')
}

log.level = environment().LOG_LEVEL

const explain = (error: unknown) => (error instanceof Error ? error.message : '')
const findRefusal = async () =>
  (await checkDatabaseRole()) ?? (await checkClock()) ?? (await checkKeys())
const refusal = await findRefusal().catch(
  (error: unknown) => `The database cannot be opened: ${explain(error)}`,
)
if (refusal) refuse(refusal)
const end = await runJobs().catch((error: unknown) =>
  refuse(`Run \`npm run migrate\` first: ${explain(error)}`),
)
console.log('The worker is running')

const stop = async () => {
  await end()
  await closeDatabase()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
