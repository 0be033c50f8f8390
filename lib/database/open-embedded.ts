import { PrismaPGlite } from 'pglite-prisma-adapter'
import type { DatabaseAddress } from './address'
import { inSql } from './in-sql'
import type { Opened } from './open-database'
import { openPglite } from './open-pglite'

/** The transaction is ours, so that one that fails is undone before anybody else asks anything. */
const withoutItsTransaction = (text: string) => text.replace(/^\s*(BEGIN|COMMIT);\s*$/gm, '')

/**
 * PostgreSQL inside this process. PGlite connects as its superuser, for whom
 * row-level security does not exist, so it takes the service's role first.
 */
export async function openEmbedded(
  address: Exclude<DatabaseAddress, { kind: 'server' }>,
  contextStatement: () => string,
): Promise<Opened> {
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
    ask: inSql(({ text, values }) => pglite.query(text, values)),
    askAs: (context) =>
      inSql(({ text, values }) =>
        pglite.transaction(async (transaction) => {
          await transaction.exec(context)
          return transaction.query(text, values)
        }),
      ),
    transactInSql: (act) =>
      pglite.transaction(async (transaction) => {
        await transaction.exec(contextStatement())
        return act(inSql(({ text, values }) => transaction.query(text, values)))
      }),
    executeSql: async (text, values) => {
      if (values) return pglite.query(text, values)
      const results = await pglite.transaction((transaction) =>
        transaction.exec(withoutItsTransaction(text)),
      )
      return results.at(-1) ?? { rows: [] }
    },
    close,
  }
}
