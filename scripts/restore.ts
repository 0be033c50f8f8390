/**
 * npm run restore -- <file>: puts a backup into an empty database and empty folders, and proves what
 * came back: every table's rows, the audit trail's chain, the keys, and 100 sealed values that open. As
 * the owner of the tables (DATABASE_OWNER_URL). Refuses a database that holds anything.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { lockFolder } from '@/lib/database/lock-folder'
import { openAsOwner } from '@/lib/database/open-as-owner'
import type { Manifest } from './backup'
import { openStream, unpack } from './backup-format'
import { backupSettings, connectionOf, programOfPostgres } from './backup-settings'
import { findFaults } from './find-faults'

async function prepareServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ is_empty: boolean }>(`
      SELECT NOT EXISTS (
        SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      ) AS is_empty`)
    if (!rows[0]?.is_empty) throw new Error('The database is not empty: make a new one')
    await client.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'referral_service') THEN
          CREATE ROLE referral_service NOLOGIN;
        END IF;
      END $$`)
  } finally {
    await client.end()
  }
}

/** All of it or nothing: pg_restore ends its one transaction only where its input ends well. */
async function fillServer(url: string, content: AsyncIterable<Buffer>): Promise<void> {
  const { dbname, env } = connectionOf(url)
  const args = ['--single-transaction', '--exit-on-error', '--no-owner', `--dbname=${dbname}`]
  const child = spawn(programOfPostgres('pg_restore'), args, {
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
  try {
    await pipeline(content, child.stdin)
  } catch (error) {
    child.kill()
    await ended
    throw error
  }
  if ((await ended) !== 0) throw new Error('pg_restore did not end well: the database is as it was')
}

async function fillFolder(folder: string, content: AsyncIterable<Buffer>): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`The folder ${folder} is not empty: choose a new one`)
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  const unlock = await lockFolder(folder)
  try {
    const pglite = await PGlite.create({
      dataDir: folder,
      loadDataDir: new Blob([new Uint8Array(Buffer.concat(parts))]),
    })
    await pglite.close()
  } finally {
    unlock()
  }
}

/** A file beside the database. A name never leads out of its folder, and no file is written over. */
async function fillFile(
  folders: Readonly<Record<string, string>>,
  name: string,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const [first = '', ...rest] = name.split('/')
  const folder = folders[first]
  if (rest.length === 0 || rest.includes('..') || isAbsolute(rest.join('/')))
    throw new Error('The backup holds a file with a name that it must not have')
  if (!folder) throw new Error(`The backup holds files of ${first}, and no folder is set for them`)
  const file = join(folder, ...rest)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, content, { flag: 'wx', mode: 0o600 })
}

async function readManifest(content: AsyncIterable<Buffer>): Promise<Manifest> {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString()) as Manifest
}

async function restore(source: string): Promise<Manifest> {
  const { address, key, folders } = backupSettings()
  if (address.kind === 'memory') throw new Error('A database in memory cannot be restored to')
  if (address.kind === 'server') await prepareServer(address.url)
  let manifest: Manifest | undefined
  for await (const { name, content } of unpack(openStream(createReadStream(source), key))) {
    if (name === 'manifest.json') manifest = await readManifest(content)
    else if (name !== 'database') await fillFile(folders, name, content)
    else if ((manifest?.kind === 'server') !== (address.kind === 'server'))
      throw new Error('The backup is of another kind of database')
    else if (address.kind === 'server') await fillServer(address.url, content)
    else await fillFolder(address.folder, content)
  }
  if (!manifest) throw new Error('The backup is empty')
  return manifest
}

const [source] = process.argv.slice(2)
try {
  if (!source) throw new Error('Say which: npm run restore -- <file>')
  const manifest = await restore(source)
  console.log(`Restored: what was backed up at ${manifest.madeAt}`)
  const owner = await openAsOwner()
  const { faults, proven } = await findFaults(owner.act, manifest).finally(owner.close)
  for (const line of proven) console.log(line)
  if (faults.length > 0)
    throw new Error(`It came back, and something is wrong: ${faults.join('; ')}`)
} catch (error) {
  console.error(`Not restored. ${error instanceof Error ? error.message : 'Something failed'}`)
  process.exitCode = 1
}
