import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readAddress } from '@/lib/database/address'
import { readEnvironment, type Environment } from '@/lib/environment'

const debian = '/usr/lib/postgresql'

/** A program of PostgreSQL's: on the PATH, or the newest that Debian installed beside it. */
export function programOfPostgres(name: string): string {
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
  if (!found)
    throw new Error(`${name} is not installed: it comes with PostgreSQL’s client programs`)
  return found
}

/** What a program of PostgreSQL's is told of a server: the password apart, where `ps` does not show it. */
export function connectionOf(address: string): {
  readonly dbname: string
  readonly env: NodeJS.ProcessEnv
} {
  const url = new URL(address)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return { dbname: url.href, env: { ...process.env, ...(password && { PGPASSWORD: password }) } }
}

export interface BackupSettings {
  readonly environment: Environment
  readonly address: ReturnType<typeof readAddress>
  readonly key: Buffer
  /** Files beside the database, by the name that they have in a backup. */
  readonly folders: Readonly<Record<string, string>>
}

/**
 * What backing up and restoring need, from the environment.
 * @throws an error of one line where something is missing
 */
export function backupSettings(): BackupSettings {
  const read = readEnvironment(process.env)
  if ('problems' in read) throw new Error(read.problems.join('; '))
  const { environment } = read
  const text = process.env.BACKUP_KEY ?? ''
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
    throw new Error('BACKUP_KEY must be 32 random bytes in base64')
  const key = Buffer.from(text, 'base64')
  if (environment.sealingKeys.some((one) => one.equals(key)))
    throw new Error('BACKUP_KEY must be another key than SEALING_KEY')
  const { DATABASE_URL, DATABASE_OWNER_URL, EVIDENCE, AUDIT_CHECKPOINTS } = environment
  const address = readAddress(DATABASE_OWNER_URL ?? DATABASE_URL)
  const beside = address.kind === 'folder' ? `${address.folder}-checkpoints` : '.data/checkpoints'
  return {
    environment,
    address,
    key,
    folders: {
      checkpoints: AUDIT_CHECKPOINTS ?? beside,
      ...(EVIDENCE.startsWith('disk:') && { evidence: EVIDENCE.slice('disk:'.length) }),
    },
  }
}
