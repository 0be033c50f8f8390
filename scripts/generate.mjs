// npm run generate: what is made from other files and so is not in git.
import { whenChanged } from './content-hash.mjs'
import { programOf, runNode, runNodeQuietly, say } from './run.mjs'

const client = await whenChanged({
  stamp: 'node_modules/.generated-client',
  sources: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
  makes: ['lib/database/generated/client.ts'],
  work: async () => {
    say('Making the database client')
    return (await runNodeQuietly([programOf('prisma'), 'generate'])) === 0
  },
})
if (client === 'failed') process.exit(1)

// It knows by itself whether anything has changed.
say('Making the stylesheet and the script of the pages, where they have changed')
process.exit(await runNode(['scripts/build-assets.mjs']))
