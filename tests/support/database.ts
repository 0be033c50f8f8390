import { randomUUID } from 'node:crypto'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { readAddress } from '@/lib/database/address'
import { type Database, openDatabase } from '@/lib/database/open-database'
import { closeDatabase, type Tx } from '@/lib/database/with-actor'

type Copy = { address: string; asOwner: TestDatabase['asOwner']; remove: () => Promise<void> }

export type TestDatabase = {
  /** Sets the stage: as the owner of the tables, for whom row-level security does not hold. */
  asOwner: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>
  /** Acts as the service where there is no actor. */
  asNobody: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function copyOnServer(server: string): Promise<Copy> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_referral OWNER referral_owner`)
  const addressFor = (role: string) => {
    const url = new URL(server)
    url.username = role
    url.pathname = `/${name}`
    return url.href
  }
  let owner: Promise<Database> | undefined
  return {
    address: addressFor('referral_login'),
    asOwner: async (act) => {
      owner ??= openDatabase(readAddress(addressFor('referral_owner')))
      return (await owner).transact(null, act)
    },
    remove: async () => {
      await (await owner)?.close()
      await onServer(server, `DROP DATABASE ${name}`)
    },
  }
}

/** PGlite has one connection, so its owner steps out of the service's role for one transaction. */
function copyOfFolder(folder: string): Copy {
  const copy = join(folder, randomUUID())
  cpSync(join(folder, 'template'), copy, { recursive: true })
  return {
    address: `pglite:${copy}`,
    asOwner: async (act) => {
      globalThis.openedDatabase ??= openDatabase({ kind: 'folder', folder: copy })
      return (await globalThis.openedDatabase).transact(null, async (tx) => {
        await tx.$executeRaw`SET LOCAL ROLE NONE`
        return act(tx)
      })
    },
    remove: async () => {},
  }
}

/**
 * Gives a test file a database of its own: empty, migrated, and the one that the code under test
 * opens by itself, as the service. Call it once, at the top of the file.
 */
export function testDatabase(): TestDatabase {
  let copy: Copy | undefined
  beforeAll(async () => {
    const template = inject('template')
    copy =
      'server' in template ? await copyOnServer(template.server) : copyOfFolder(template.folder)
    process.env.DATABASE_URL = copy.address
    process.env.AUTH_SECRET ??= 'for-tests-only-for-tests-only-32'
    process.env.SEALING_KEY ??= Buffer.alloc(32, 7).toString('base64')
    process.env.ORIGIN ??= 'http://localhost:3000'
  }, 60_000)
  afterAll(async () => {
    await closeDatabase()
    await copy?.remove()
  })
  return {
    asOwner: async (act) => {
      if (!copy) throw new Error('testDatabase() is ready once the tests of its file begin')
      return copy.asOwner(act)
    },
    asNobody: async (act) => {
      globalThis.openedDatabase ??= openDatabase(readAddress(process.env.DATABASE_URL ?? ''))
      return (await globalThis.openedDatabase).transact(null, act)
    },
  }
}
