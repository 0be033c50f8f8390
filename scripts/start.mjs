// npm start: the service in production, on the database of DATABASE_URL. On an unsafe configuration
// it says why in one plain line and does not start.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { limitSockets } from './limit-sockets.mjs'
import { nameCaller } from './name-caller.mjs'
import { programOf } from './run.mjs'

const { status, stdout } = spawnSync(
  process.execPath,
  ['--import', import.meta.resolve('tsx'), join(import.meta.dirname, 'check-start.ts')],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
)
if (status !== 0) process.exit(1)
const { host, port, origin } = JSON.parse(stdout)

Object.assign(process.env, {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  NEXTAUTH_URL: origin,
  // Who owns the tables could see every row.
  DATABASE_OWNER_URL: '',
})
// The flag of `npm start` is for this thread, which has it by now. Others have limits of their own, which
// it would override: a thread that draws a paper would take three times the memory.
setFlagsFromString('--max-semi-space-size=0')
nameCaller()
limitSockets()
// Next is this process from here on: one process to watch and to end, and half of the memory.
const next = programOf('next')
process.argv = [process.execPath, next, 'start', '--hostname', host, '--port', String(port)]
await import(next)
