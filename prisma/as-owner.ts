import { readAddress } from '@/lib/database/address'
import { openDatabase } from '@/lib/database/open-database'
import type { Tx } from '@/lib/database/with-actor'
import { environment } from '@/lib/environment'

/**
 * Runs an act as the owner of the tables, for whom row-level security does not hold: for loading
 * data, never for the service. On a server that is whom DATABASE_OWNER_URL signs in; the embedded
 * database has one connection, which steps out of the service's role for one transaction.
 */
export const asOwner = async <T>(act: (tx: Tx) => Promise<T>): Promise<T> => {
  const { DATABASE_URL, DATABASE_OWNER_URL } = environment()
  const address = readAddress(DATABASE_OWNER_URL ?? DATABASE_URL)
  const database = await openDatabase(address)
  try {
    return await database.transact(null, async (tx) => {
      if (address.kind !== 'server') await tx.$executeRaw`SET LOCAL ROLE NONE`
      return act(tx)
    })
  } finally {
    await database.close()
  }
}
