/**
 * Whether the service may start with this configuration: where it is to listen, as JSON, or why not
 * in one plain line. A process of its own, so that what it loads is gone when the service runs.
 */
import { readAddress } from '@/lib/database/address'
import { type Environment, readEnvironment } from '@/lib/environment'

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

function refuseUnscanned({ CLAMAV, servesUnscanned }: Environment): void {
  if (CLAMAV || servesUnscanned) return
  refuse(
    'Nothing scans evidence for viruses: set CLAMAV to the address of clamd, or EVIDENCE_WITHOUT_SCAN=yes to hand files out unscanned',
  )
}

const read = readEnvironment(process.env)
if ('problems' in read) refuse(read.problems.join('; '))
refuseAddress(read.environment)
refuseUnscanned(read.environment)

// Only now: the database's packages take a second to load.
const { findRefusal } = await import('./find-refusal')
const refusal = await findRefusal(read.environment, '.next')
if (refusal) refuse(refusal)

const { HOST, origins, PORT } = read.environment
console.log(JSON.stringify({ host: HOST, port: PORT, origin: origins[0] }))
