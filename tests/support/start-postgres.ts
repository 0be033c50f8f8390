import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type TestServer = {
  url: string
  /** The file of its own log: each entry begins with the name of its database in double brackets. */
  log: string
  /** Ends it for good, with all that it holds. */
  stop: () => Promise<void>
  /** Ends its process, or every process of it at once with SIGKILL, and keeps what it holds. */
  halt: (signal: 'SIGINT' | 'SIGKILL') => Promise<void>
  /** Starts it again on the same data, at the same address. */
  resume: () => Promise<void>
}

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
 * @param more settings of the server that are otherwise than that
 */
export async function startPostgres(
  more: Readonly<Record<string, string>> = {},
): Promise<TestServer | null> {
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
    log_line_prefix: '[[%d]] ',
  }
  const quick = { synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }
  const flags = Object.entries({ ...settings, ...quick, ...more }).flatMap((pair) => [
    '-c',
    pair.join('='),
  ])
  const url = `postgresql://owner@127.0.0.1:${port}/postgres`
  const log = join(folder, 'log')
  const begin = () => {
    // A group of its own, so that it can be killed with all its processes, as a power cut does.
    const started = spawn(join(programs, 'postgres'), ['-D', data, ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', openSync(log, 'a')],
      detached: true,
    })
    return { started, ended: new Promise<void>((resolve) => started.once('exit', () => resolve())) }
  }
  let server = begin()
  const isRunning = () => server.started.exitCode === null && server.started.signalCode === null
  const kill = () => void server.started.kill('SIGQUIT')
  process.once('exit', kill)
  const untilReady = async () => {
    const deadline = Date.now() + 20_000
    while (!(await isReady(url))) {
      if (!isRunning() || Date.now() > deadline) throw new Error('PostgreSQL did not start')
      await pause(50)
    }
  }
  await untilReady()
  return {
    url,
    log,
    stop: async () => {
      process.off('exit', kill)
      kill()
      if (isRunning()) await server.ended
      rmSync(folder, { recursive: true, force: true })
    },
    halt: async (signal) => {
      if (signal === 'SIGKILL') process.kill(-(server.started.pid ?? 0), signal)
      else server.started.kill(signal)
      await server.ended
    },
    resume: async () => {
      server = begin()
      await untilReady()
    },
  }
}
