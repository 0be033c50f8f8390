/**
 * Serves the built service with demonstration data in a database that is thrown away at the end: for
 * the journeys. PORT says where.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { throwAwayDatabase } from './throw-away-database'

const port = process.env.PORT || '3999'
const origin = `http://localhost:${port}`
const database = await throwAwayDatabase()

const env = {
  ...process.env,
  NODE_ENV: 'production' as const,
  DATABASE_URL: database.address,
  DATABASE_OWNER_URL: database.ownerAddress,
  EVIDENCE: database.evidence,
  AUTH_SECRET: randomBytes(48).toString('base64url'),
  SEALING_KEY: randomBytes(32).toString('base64'),
  DEMONSTRATION: 'yes',
  EMBEDDED_DATABASE: 'yes',
  ORIGIN: origin,
  HOST: 'localhost',
  PORT: port,
}

const run = (script: string, more: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, script.endsWith('.ts') ? ['--import', 'tsx', script] : [script], {
    env: { ...env, ...more },
    stdio: 'inherit',
  })
const ended = (child: ChildProcess) =>
  new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))

let running: ChildProcess | undefined
let isEnding = false
const end = () => {
  isEnding = true
  running?.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.once('exit', () => running?.kill('SIGKILL'))

/** Runs one script after another, as long as each goes well and nobody has ended this. */
async function runInTurn(): Promise<number> {
  running = run('scripts/migrate.ts')
  const migrated = await ended(running)
  if (migrated !== 0 || isEnding) return migrated
  await database.addService()
  // Only who owns the tables may record a past, which is what the demonstration has.
  running = run('prisma/seed.ts', { DATABASE_URL: database.ownerAddress })
  const seeded = await ended(running)
  if (seeded !== 0 || isEnding) return seeded
  // The service itself never holds the owner's address.
  running = run('scripts/start.mjs', { DATABASE_OWNER_URL: '' })
  return ended(running)
}

try {
  process.exitCode = await runInTurn()
} finally {
  await database.remove()
}
process.exit()
