import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Settings for tests only: nothing is sealed or signed with them anywhere else. */
const env = {
  DATABASE_URL: 'pglite:memory',
  AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  SEALING_KEY: Buffer.alloc(32, 'only for tests').toString('base64'),
  ORIGIN: 'http://localhost:3999',
  EMBEDDED_DATABASE: 'yes',
  LOG_LEVEL: 'silent',
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    env,
    maxWorkers: 2,
    // Machines are shared: a limit is for what hangs, never a claim about speed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['tests/architecture.test.ts', 'tests/{domain,commands}/**/*.test.{ts,tsx,mjs}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['tests/database/**/*.test.{ts,tsx}'],
          globalSetup: ['tests/support/database-setup.ts'],
        },
      },
    ],
  },
})
