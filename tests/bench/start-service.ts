import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { throwAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database'
import { scripts } from '../../package.json'

export interface Service {
  readonly origin: string
  /** Memory of all its processes, in megabytes. */
  readonly memory: () => number
  readonly stop: () => Promise<void>
  /** Ends it at once, as a machine that dies does. */
  readonly kill: () => Promise<void>
  /** Whether its process is still there. */
  readonly isRunning: () => boolean
}

export interface Stand {
  readonly address: string
  /** Loads drafts and referrals while the service is not running. Answers the ids of the drafts. */
  readonly load: (drafts: number, referrals: number) => Promise<string[]>
  /** Starts the built service, on its database or at another address of it, with more settings. */
  readonly start: (
    address?: string,
    port?: number,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Service>
  readonly remove: () => Promise<void>
  readonly ownerAddress: string
  readonly server: ThrowAwayDatabase['server']
  /** The settings that a script of the project needs to work on the same database. */
  readonly settings: () => NodeJS.ProcessEnv
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const ended = (child: ChildProcess) =>
  new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))

/** The resident memory of a process and of those that it started, in kilobytes. */
function memoryOf(pid: number): number {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const sum = (parent: number): number =>
    processes
      .filter(([, of]) => of === parent)
      .reduce((total, [child = 0, , size = 0]) => total + size + sum(child), 0)
  return sum(pid) + (processes.find(([own]) => own === pid)?.[2] ?? 0)
}

async function isAnswering(origin: string) {
  const answer = await fetch(`${origin}/api/health`).catch(() => null)
  return answer?.ok ?? false
}

/** A database with the demonstration in it, thrown away at the end, and the built service on it. */
export async function makeStand(
  kind: 'server' | 'embedded',
  settings: Readonly<Record<string, string>> = {},
): Promise<Stand> {
  const database = await throwAwayDatabase(kind, settings)
  const secrets = {
    AUTH_SECRET: randomBytes(48).toString('base64url'),
    SEALING_KEY: randomBytes(32).toString('base64'),
  }
  const environment = (address: string, owner: string, origin = 'http://localhost') => ({
    ...process.env,
    ...secrets,
    NODE_ENV: 'production' as const,
    DATABASE_URL: address,
    DATABASE_OWNER_URL: owner,
    EVIDENCE: database.evidence,
    DEMONSTRATION: 'yes',
    EMBEDDED_DATABASE: 'yes',
    HOST: 'localhost',
    ORIGIN: origin,
    PORT: new URL(origin).port,
  })
  const run = async (script: string, ...args: string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      env: environment(database.address, database.ownerAddress),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said, code] = await Promise.all([text(child.stdout), ended(child)])
    if (code !== 0) throw new Error(`${script} failed`)
    return said
  }
  const start: Stand['start'] = async (address = database.address, port, more = {}) => {
    const origin = `http://localhost:${port ?? (await freePort())}`
    const [, ...npmStart] = scripts.start.split(' ')
    const child = spawn(process.execPath, npmStart, {
      env: { ...environment(address, '', origin), ...more },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const end = ended(child)
    process.once('exit', () => child.kill('SIGTERM'))
    while (!(await isAnswering(origin))) {
      if (child.exitCode !== null) throw new Error('The service did not start')
      await pause(50)
    }
    return {
      origin,
      memory: () => memoryOf(child.pid ?? 0) / 1024,
      stop: async () => {
        child.kill('SIGTERM')
        await end
      },
      kill: async () => {
        child.kill('SIGKILL')
        await end
      },
      isRunning: () => child.exitCode === null && child.signalCode === null,
    }
  }
  await run('scripts/migrate.ts')
  await database.addService()
  await run('prisma/seed.ts')
  return {
    address: database.address,
    load: async (drafts, referrals) =>
      JSON.parse(await run('tests/bench/load-rows.ts', String(drafts), String(referrals))),
    start,
    remove: database.remove,
    ownerAddress: database.ownerAddress,
    server: database.server,
    settings: () => environment(database.address, database.ownerAddress),
  }
}
