import { existsSync, readdirSync } from 'node:fs'
import { checkClock } from '@/lib/audit/check-clock'
import { readAddress } from '@/lib/database/address'
import { checkDatabaseRole } from '@/lib/database/check-database-role'
import { checkServerLog } from '@/lib/database/check-server-log'
import { closeDatabase, withoutActor } from '@/lib/database/with-actor'
import type { Environment } from '@/lib/environment'
import { checkKeys } from '@/lib/sealing/check-keys'
import { demonstrationAccounts } from '@/prisma/demonstration-accounts'

const migrations = new URL('../prisma/migrations', import.meta.url)

const namesOfMigrations = () =>
  readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

async function findPendingMigration(): Promise<string | null> {
  const [row] = await withoutActor(
    'check-database',
    (tx) => tx.$queryRaw<{ names: string[] }[]>`SELECT applied_migrations() AS names`,
  )
  const pending = namesOfMigrations().filter((name) => !row?.names.includes(name))
  return pending.length > 0
    ? 'The database is older than this service: run `npm run migrate` first'
    : null
}

async function findDemonstrationAccount(): Promise<string | null> {
  for (const { email } of demonstrationAccounts) {
    const found = await withoutActor(
      'check-database',
      (tx) => tx.$queryRaw<unknown[]>`SELECT 1 FROM find_sign_in(${email})`,
    )
    if (found.length > 0) {
      return `The database holds the demonstration account ${email}, whose password is public`
    }
  }
  return null
}

/** Where the database cannot be asked, in one line that repeats neither its address nor a password. */
function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const isEmpty = /referral_service|applied_migrations|does not exist/.test(text)
  if (isEmpty) return 'The database has no tables yet: run `npm run migrate` first'
  const lastLine = text.trim().split('\n').at(-1) ?? ''
  return `The database cannot be opened: ${lastLine.replace(/postgres(ql)?:\/\/\S+/g, '(its address)')}`
}

/** An embedded database writes no log of its own. */
async function warn(address: string): Promise<void> {
  const warning = readAddress(address).kind === 'server' ? await checkServerLog() : null
  if (warning) console.error(`Warning. ${warning}`)
}

async function findDatabaseRefusal(
  { DEMONSTRATION: isDemonstration, DATABASE_URL: address }: Environment,
  isBuilt: boolean,
): Promise<string | null> {
  try {
    const refusal =
      (await findPendingMigration()) ??
      (await checkDatabaseRole()) ??
      (await checkClock()) ??
      (await checkKeys()) ??
      (isDemonstration ? null : await findDemonstrationAccount())
    if (!refusal && isBuilt && !isDemonstration) await warn(address)
    // The service opens an embedded database next, and two processes may not have it open at once.
    await closeDatabase()
    return refusal
  } catch (error) {
    return explain(error)
  }
}

/**
 * Why the service must not be started on its database or without its build, in one plain line; null
 * where it may. Opens the database and closes it.
 * @param environment the settings of the service
 * @param build the folder that the built service is in
 */
export async function findRefusal(environment: Environment, build: string): Promise<string | null> {
  const isBuilt = existsSync(`${build}/BUILD_ID`)
  return (
    (await findDatabaseRefusal(environment, isBuilt)) ??
    (isBuilt ? null : 'The service is not built: run `npm run build` first')
  )
}
