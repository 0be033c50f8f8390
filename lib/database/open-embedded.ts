import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import type { DatabaseAddress } from './address'
import { openPglite } from './open-pglite'

/**
 * Prisma's adapter for PostgreSQL inside this process. PGlite connects as its superuser, for whom
 * row-level security does not exist, so it takes the service's role first.
 */
export async function openEmbedded(
  address: Exclude<DatabaseAddress, { kind: 'server' }>,
  contextStatement: () => string,
): Promise<{ adapter: SqlDriverAdapterFactory; close: () => Promise<void> }> {
  const { pglite, close } = await openPglite(address)
  try {
    await pglite.exec("SET ROLE referral_service; SET timezone = 'UTC'")
  } catch (error) {
    await close()
    throw error
  }
  const factory = new PrismaPGlite(pglite)
  const connect = async () => {
    const adapter = await factory.connect()
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => {
      const transaction = await startTransaction(isolation)
      await transaction.executeRaw({ sql: contextStatement(), args: [], argTypes: [] })
      return transaction
    }
    return adapter
  }
  return {
    adapter: { provider: factory.provider, adapterName: factory.adapterName, connect },
    close,
  }
}
