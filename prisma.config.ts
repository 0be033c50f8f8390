import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma would download its own engine, which does not know pglite: addresses.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('prisma/schema-engine.mjs', import.meta.url),
)
// Prisma's command line would also ask its makers for news at every run.
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Migrations run as the owner of the tables, which the service itself must never be.
  datasource: {
    url: process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL || 'pglite:.data/development',
  },
})
