/**
 * npm run backup -- <file>: the database, the sealed files of evidence and the checkpoints of the audit
 * trail, as they stand at one moment, in one file that BACKUP_KEY opens. As the owner of the tables
 * (DATABASE_OWNER_URL). Nothing is written that is not sealed. No key is in it.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import pg from 'pg'
import { openPglite } from '@/lib/database/open-pglite'
import { pack, sealStream, type Entry } from './backup-format'
import { backupSettings, connectionOf, programOfPostgres } from './backup-settings'

export interface Manifest {
  readonly version: 1
  readonly madeAt: string
  readonly kind: 'server' | 'embedded'
  /** How many rows each table had. */
  readonly rows: Readonly<Record<string, number>>
}

const countRows = 'SELECT table_name, row_count::integer FROM count_rows()'
type Counted = { table_name: string; row_count: number }

const manifestOf = (kind: Manifest['kind'], rows: readonly Counted[]): Entry => {
  const manifest: Manifest = {
    version: 1,
    madeAt: new Date().toISOString(),
    kind,
    rows: Object.fromEntries(rows.map((row) => [row.table_name, row.row_count])),
  }
  return { name: 'manifest.json', content: [Buffer.from(JSON.stringify(manifest))] }
}

/** What pg_dump says, to its end; an error where it fails. */
async function* dump(url: string, snapshot: string): AsyncGenerator<Buffer> {
  const { dbname, env } = connectionOf(url)
  const args = ['--format=custom', '--compress=1', `--snapshot=${snapshot}`, `--dbname=${dbname}`]
  const child = spawn(programOfPostgres('pg_dump'), args, {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
  yield* child.stdout
  if ((await ended) !== 0) throw new Error('pg_dump did not end well')
}

async function* ofServer(url: string): AsyncGenerator<Entry> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    // What is counted and what is dumped are the same moment of the database.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const { rows } = await client.query<Counted>(countRows)
    const snapshot = await client.query<{ name: string }>('SELECT pg_export_snapshot() AS name')
    yield manifestOf('server', rows)
    yield { name: 'database', content: dump(url, snapshot.rows[0]?.name ?? '') }
  } finally {
    await client.end()
  }
}

async function* ofFolder(folder: string): AsyncGenerator<Entry> {
  const { pglite, close } = await openPglite({ kind: 'folder', folder })
  try {
    yield manifestOf('embedded', (await pglite.query<Counted>(countRows)).rows)
    const copy = await pglite.dumpDataDir('none')
    yield { name: 'database', content: [new Uint8Array(await copy.arrayBuffer())] }
  } finally {
    await close()
  }
}

async function* ofFiles(name: string, folder: string): AsyncGenerator<Entry> {
  if (!existsSync(folder)) return
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name)
    yield { name: `${name}/${relative(folder, file)}`, content: createReadStream(file) }
  }
}

async function* everything({
  address,
  folders,
}: Pick<ReturnType<typeof backupSettings>, 'address' | 'folders'>): AsyncGenerator<Entry> {
  if (address.kind === 'memory') throw new Error('A database in memory cannot be backed up')
  yield* address.kind === 'server' ? ofServer(address.url) : ofFolder(address.folder)
  for (const [name, folder] of Object.entries(folders)) yield* ofFiles(name, folder)
}

/** Makes the backup. It has its name only once it is whole. */
async function backUp(target: string): Promise<number> {
  const settings = backupSettings()
  if (existsSync(target)) throw new Error('That file is there already')
  const part = `${target}.part`
  const file = await open(part, 'wx', 0o600)
  let size = 0
  try {
    for await (const bytes of sealStream(pack(everything(settings)), settings.key)) {
      await file.writeFile(bytes)
      size += bytes.length
    }
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close()
    await rm(part, { force: true })
    throw error
  }
  await rename(part, target)
  return size
}

const [target] = process.argv.slice(2)
try {
  if (!target) throw new Error('Say where to: npm run backup -- <file>')
  const size = await backUp(target)
  console.log(`Backed up: ${(size / 1e6).toFixed(1)} MB. Try it: npm run restore -- <file>`)
} catch (error) {
  console.error(`Not backed up. ${error instanceof Error ? error.message : 'Something failed'}`)
  process.exitCode = 1
}
