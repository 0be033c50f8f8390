// npm run build: the service as it runs in production, built again only when its sources changed.
// With --quiet, what Next says is shown only where it fails.
import { whenChanged } from './content-hash.mjs'
import { programOf, runNode, runNodeQuietly, say } from './run.mjs'

const build = process.argv.includes('--quiet') ? runNodeQuietly : runNode
const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }

if ((await runNode(['scripts/generate.mjs'])) !== 0) process.exit(1)

const result = await whenChanged({
  stamp: '.next/built-from',
  sources: [
    'app',
    'components',
    'instrumentation.ts',
    'lib',
    'prisma/schema.prisma',
    'public',
    'styles',
    'next.config.js',
    'package-lock.json',
    'tsconfig.json',
  ],
  makes: ['.next/BUILD_ID'],
  work: async () => {
    say('Building the service (about half a minute)')
    return (await build([programOf('next'), 'build'], env)) === 0
  },
})
if (result === 'up to date') say('The service is built already')
process.exit(result === 'failed' ? 1 : 0)
