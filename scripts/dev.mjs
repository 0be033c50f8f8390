// npm run dev: the service for working on it, with demonstration data, drawn again at every change.
import { installPackages } from './install-packages.mjs'
import { makeSecrets } from './make-secrets.mjs'
import { ended, endTogether, programOf, runNode, say, start, typescript } from './run.mjs'

const port = process.env.PORT || '3000'
const address = `http://localhost:${port}`

endTogether()
if (!(await installPackages())) process.exit(1)
if ((await runNode(['scripts/generate.mjs'])) !== 0) process.exit(1)

const env = {
  ...process.env,
  ...makeSecrets('.data/development-secrets.json'),
  NODE_ENV: 'development',
  NEXT_TELEMETRY_DISABLED: '1',
  DATABASE_URL: 'pglite:.data/development',
  DATABASE_OWNER_URL: '',
  DEMONSTRATION: 'yes',
  EMBEDDED_DATABASE: 'yes',
  // Some people type the number.
  ORIGIN: `${address},http://127.0.0.1:${port}`,
  NEXTAUTH_URL: address,
  PORT: port,
}

say('Preparing the database (.data/development) and its demonstration data')
for (const script of ['scripts/migrate.ts', 'prisma/seed.ts']) {
  if ((await runNode([...typescript, script], env)) !== 0) process.exit(1)
}

await runNode([...typescript, 'scripts/show-sign-in.ts'], env)
start(process.execPath, ['scripts/build-assets.mjs', '--watch'], { env })
const next = [programOf('next'), 'dev', '--hostname', 'localhost', '--port', port]
process.exit(await ended(start(process.execPath, next, { env })))
