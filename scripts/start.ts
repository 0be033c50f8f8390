/**
 * npm start: the service in production, on the database of DATABASE_URL. On an unsafe configuration
 * it says why in one plain line and does not start.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readAddress } from '@/lib/database/address'
import { type Environment, readEnvironment } from '@/lib/environment'

const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))

function refuse(line: string): never {
  console.error(`The service was not started. ${line}`)
  process.exit(1)
}

function refuseAddress({ DATABASE_URL, EMBEDDED_DATABASE }: Environment): void {
  try {
    if (readAddress(DATABASE_URL).kind === 'server' || EMBEDDED_DATABASE) return
  } catch (error) {
    refuse(`DATABASE_URL is not understood. ${error instanceof Error ? error.message : ''}`)
  }
  refuse(
    'DATABASE_URL is the embedded database, which a power cut can damage: use PostgreSQL, or set EMBEDDED_DATABASE=yes',
  )
}

const read = readEnvironment(process.env)
if ('problems' in read) refuse(read.problems.join('; '))
refuseAddress(read.environment)

// Only now: the database's packages take a second to load.
const { findRefusal } = await import('./find-refusal')
const refusal = await findRefusal(read.environment, '.next')
if (refusal) refuse(refusal)

const { HOST, origins, PORT } = read.environment
const service = spawn(
  process.execPath,
  [next, 'start', '--hostname', HOST, '--port', String(PORT)],
  {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXTAUTH_URL: origins[0],
      // Who owns the tables could see every row.
      DATABASE_OWNER_URL: '',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => service.kill(signal))
}
process.once('exit', () => service.kill('SIGKILL'))
service.once('error', (error) => refuse(error.message))
service.once('close', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 1 : 0)))
