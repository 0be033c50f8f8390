import { environment } from '@/lib/environment'
import { readAddress } from './address'
import type { InSql } from './in-sql'
import { openDatabase } from './open-database'

export interface OpenAsOwner {
  /** Runs an act in a transaction of its own, for which row-level security does not hold. */
  readonly act: <T>(act: (tx: InSql) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

/**
 * Opens the database as the owner of its tables (DATABASE_OWNER_URL): for the commands of an operator,
 * never for the service. The embedded database has one connection, which steps out of the service's
 * role for each transaction. Close it, or Node stays alive.
 */
export const openAsOwner = async (): Promise<OpenAsOwner> => {
  const { DATABASE_URL, DATABASE_OWNER_URL } = environment()
  const address = readAddress(DATABASE_OWNER_URL ?? DATABASE_URL)
  const database = await openDatabase(address)
  return {
    act: (act) =>
      database.transactInSql(null, async (tx) => {
        if (address.kind !== 'server') await tx.$queryRaw`set local role none`
        return act(tx)
      }),
    close: database.close,
  }
}
