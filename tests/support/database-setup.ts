import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './start-postgres'

/** Where each test file gets its own copy of an empty, migrated database. */
export type Template = { server: string; log: string } | { folder: string }

declare module 'vitest' {
  export interface ProvidedContext {
    template: Template
  }
}

/** By the command that operators use. */
function migrate(address: string): void {
  const script = join(import.meta.dirname, '../../scripts/migrate.ts')
  const env = { ...process.env, DATABASE_OWNER_URL: address }
  execFileSync(process.execPath, ['--import', 'tsx', script], { env, stdio: 'pipe' })
}

/** As in production: one role owns the tables without being a superuser, another one serves. */
async function prepareServer(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query('CREATE ROLE referral_owner LOGIN CREATEROLE')
  await client.query('CREATE DATABASE template_referral OWNER referral_owner')
  const address = new URL(server)
  address.username = 'referral_owner'
  address.pathname = '/template_referral'
  migrate(address.href)
  await client.query('CREATE ROLE referral_login LOGIN IN ROLE referral_service')
  await client.end()
}

/** Once for each run: a PostgreSQL of our own, or PGlite where there is none, with the migrations in. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  if (server) {
    await prepareServer(server.url)
    provide('template', { server: server.url, log: server.log })
    return server.stop
  }
  console.log('PostgreSQL is not installed here: the tests run on PGlite instead')
  const folder = mkdtempSync(join(tmpdir(), 'referral-pglite-'))
  migrate(`pglite:${join(folder, 'template')}`)
  provide('template', { folder })
  return async () => rmSync(folder, { recursive: true, force: true })
}
