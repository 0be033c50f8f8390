// npm run demo: from a fresh checkout to the demonstration at http://localhost:3000.
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { installPackages } from './install-packages.mjs'
import { makeSecrets } from './make-secrets.mjs'
import { ended, endTogether, isStopping, runNode, say, start, typescript } from './run.mjs'

const port = Number(process.env.PORT || 3000)
const address = `http://localhost:${port}`

/** Whether something on this machine answers at the port. */
const isAnswering = () =>
  new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' })
    const answer = (/** @type {boolean} */ value) => {
      socket.destroy()
      resolve(value)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })

/** @param {string} line */
function stop(line) {
  if (!isStopping()) console.error(`\n${line}`)
  process.exit(isStopping() ? 0 : 1)
}

endTogether()

if (!Number.isInteger(port) || port < 1 || port > 65535) {
  stop('PORT must be a number from 1 to 65535.')
}
if (await isAnswering()) {
  stop(
    `Something else is using port ${port}. Stop it, or choose another: PORT=${port + 1} npm run demo`,
  )
}
if (!(await installPackages())) stop('The packages could not be installed.')
if ((await runNode(['scripts/build.mjs', '--quiet'])) !== 0) stop('The service could not be built.')

const env = {
  ...process.env,
  ...makeSecrets('.data/demo-secrets.json'),
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  DATABASE_URL: 'pglite:.data/demo',
  EVIDENCE: process.env.EVIDENCE || 'disk:.data/demo-evidence',
  DATABASE_OWNER_URL: '',
  DEMONSTRATION: 'yes',
  EMBEDDED_DATABASE: 'yes',
  // Some people type the number.
  ORIGIN: `${address},http://127.0.0.1:${port}`,
  NEXTAUTH_URL: address,
  PORT: String(port),
}

say('Preparing the database (.data/demo)')
if ((await runNode([...typescript, 'scripts/migrate.ts'], env)) !== 0) {
  stop('The database could not be prepared.')
}
say('Loading the demonstration data')
if ((await runNode([...typescript, 'prisma/seed.ts'], env)) !== 0) {
  stop('The demonstration data could not be loaded.')
}

say('Starting the service')
const service = start(process.execPath, ['scripts/start.mjs'], { env })
const end = ended(service)
let code
void end.then((value) => (code = value))
while (code === undefined && !(await isAnswering())) await pause(200)
if (code === undefined) {
  await runNode([...typescript, 'scripts/show-sign-in.ts'], env)
  say('Press Ctrl-C to stop')
}
await end
if (!isStopping()) stop('The service ended by itself.')
say('Stopped')
process.exit(0)
