import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type TestServer = { url: string; stop: () => Promise<void> }

const DEBIAN = '/usr/lib/postgresql'

function postgresFolder(): string | undefined {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
    : []
  const onPath = (process.env.PATH ?? '').split(delimiter)
  const folders = [...onPath, ...versions.map((version) => join(DEBIAN, version, 'bin'))]
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
}

/** PostgreSQL refuses to run as root, so root becomes the account that its package made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const numberOf = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: numberOf('-u'), gid: numberOf('-g') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function isReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/**
 * Starts a PostgreSQL of our own in a temporary folder, on a free port of this machine, with an owner
 * named `owner` and nothing kept safe from a power cut. Null where PostgreSQL is not installed.
 */
export async function startPostgres(): Promise<TestServer | null> {
  const programs = postgresFolder()
  if (!programs) return null
  const who = unprivileged()
  const folder = mkdtempSync(join(tmpdir(), 'referral-postgres-'))
  if (who) chownSync(folder, who.uid, who.gid)
  const options = { ...who, cwd: folder, stdio: 'ignore' } as const
  const data = join(folder, 'data')
  const initdb = [
    '-D',
    data,
    '-U',
    'owner',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ]
  execFileSync(join(programs, 'initdb'), initdb, options)

  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    fsync: 'off',
  }
  const quick = { synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }
  const flags = Object.entries({ ...settings, ...quick }).flatMap((pair) => ['-c', pair.join('=')])
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...flags], options)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const kill = () => void server.kill('SIGQUIT')
  process.once('exit', kill)

  const url = `postgresql://owner@127.0.0.1:${port}/postgres`
  const deadline = Date.now() + 20_000
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error('PostgreSQL did not start')
    await pause(50)
  }
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, stop }
}
