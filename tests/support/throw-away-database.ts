import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres, type TestServer } from './start-postgres'

export type ThrowAwayDatabase = {
  /** What the service is given: its own role on a server, or a folder. */
  address: string
  /** What migrations and seeds are given: the role that owns the tables. */
  ownerAddress: string
  /** Where the service keeps evidence: the setting EVIDENCE. It goes with the database. */
  evidence: string
  /** After the migrations: makes the service's own role, where there are roles to make. */
  addService: () => Promise<void>
  remove: () => Promise<void>
  /** The server itself, where there is one: to be ended and started again. */
  server?: Pick<TestServer, 'halt' | 'resume'>
}

async function onServer(server: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * An empty database of its own, gone when it is removed: on a PostgreSQL started for it, or embedded
 * where PostgreSQL is not installed or `kind` asks for it.
 * @param settings of the server, as `startPostgres` takes them
 */
export async function throwAwayDatabase(
  kind: 'server' | 'embedded' = 'server',
  settings: Readonly<Record<string, string>> = {},
): Promise<ThrowAwayDatabase> {
  const server = kind === 'server' ? await startPostgres(settings) : null
  const folder = mkdtempSync(join(tmpdir(), 'referral-kept-'))
  const evidence = `disk:${join(folder, 'evidence')}`
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  if (!server) {
    const address = `pglite:${join(folder, 'database')}`
    return {
      address,
      ownerAddress: address,
      evidence,
      addService: async () => {},
      remove: async () => removeFolder(),
    }
  }
  await onServer(
    server.url,
    'CREATE ROLE referral_owner LOGIN CREATEROLE',
    'CREATE DATABASE referral OWNER referral_owner',
  )
  const addressFor = (role: string) => {
    const url = new URL(server.url)
    url.username = role
    url.pathname = '/referral'
    return url.href
  }
  return {
    address: addressFor('referral_login'),
    ownerAddress: addressFor('referral_owner'),
    evidence,
    addService: () =>
      onServer(server.url, 'CREATE ROLE referral_login LOGIN IN ROLE referral_service'),
    remove: () => server.stop().finally(removeFolder),
    server,
  }
}
