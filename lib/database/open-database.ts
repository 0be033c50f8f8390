import { AsyncLocalStorage } from 'node:async_hooks'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { DatabaseAddress } from './address'
import { type Context, contextStatement } from './context'
import { PrismaClient } from './generated/client'
import { type InSql, runUnbroken } from './in-sql'
import { openEmbedded } from './open-embedded'
import { openServer } from './open-server'

const makeClient = (adapter: SqlDriverAdapterFactory) =>
  new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
    // Columns that the service may compare, in functions of the database, but never read.
    omit: {
      account: { passwordHash: true, oneTimeSecret: true, lastCodeCounter: true },
      recoveryCode: { codeHash: true },
      session: { tokenHash: true },
      apiToken: { tokenHash: true },
    },
  })

/** What verbs write their queries on: one transaction, or the few acts that need none. */
export type Tx = Omit<
  ReturnType<typeof makeClient>,
  '$connect' | '$disconnect' | '$extends' | '$on' | '$transaction'
>

/** Asks a statement of a library, or several of them without values, outside our transactions. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

/** What opening a database gives, before there are actors. */
export type Opened = {
  adapter: SqlDriverAdapterFactory
  /** Each statement stands alone. */
  ask: InSql
  /** Each statement stands alone, behind the one that tells the database for whom it is. */
  askAs: (contextStatement: string) => InSql
  transactInSql: <T>(act: (tx: InSql) => Promise<T>) => Promise<T>
  /** Where there is one connection, which a library must share. */
  executeSql?: ExecuteSql
  close: () => Promise<void>
}

export type Database = {
  /** Runs an act in one transaction for one actor: all of it happens, or none of it. */
  transact: <T>(context: Context, act: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same in plain SQL, without Prisma between. */
  transactInSql: <T>(context: Context, act: (tx: InSql) => Promise<T>) => Promise<T>
  /** Runs an act of which each statement stands alone, in a transaction of its own. */
  ask: <T>(context: Context, act: (tx: InSql) => Promise<T>) => Promise<T>
  executeSql?: ExecuteSql
  close: () => Promise<void>
}

/**
 * Opens the database at an address. Close it, or Node stays alive.
 * @throws an error of one line where a folder is open in another process
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const acts = new AsyncLocalStorage<{ statement: string; isOpen: boolean }>()
  const statement = () => {
    const act = acts.getStore()
    if (!act?.isOpen) throw new Error('A transaction was opened outside withActor')
    return act.statement
  }
  const opened =
    address.kind === 'server'
      ? openServer(address.url, statement)
      : await openEmbedded(address, statement)
  const client = makeClient(opened.adapter)
  const refuseNesting = () => {
    // On PGlite the inner act would wait for the outer one for ever.
    if (acts.getStore()?.isOpen) throw new Error('withActor inside withActor: pass tx on instead')
  }
  const within = async <T>(context: Context, run: () => Promise<T>) => {
    refuseNesting()
    const open = { statement: contextStatement(context), isOpen: true }
    try {
      return await acts.run(open, run)
    } finally {
      open.isOpen = false
    }
  }
  return {
    transact: (context, act) => within(context, () => client.$transaction(act)),
    transactInSql: (context, act) =>
      within(context, () => opened.transactInSql((tx) => runUnbroken(tx, act))),
    ask: async (context, act) => {
      refuseNesting()
      return act(context ? opened.askAs(contextStatement(context)) : opened.ask)
    },
    executeSql: opened.executeSql,
    close: () => client.$disconnect().finally(opened.close),
  }
}
