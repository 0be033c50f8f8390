import type { Actor } from '@/lib/access/actor'
import { environment } from '@/lib/environment'
import { readAddress } from './address'
import type { InSql } from './in-sql'
import { type Database, openDatabase, type Tx } from './open-database'

export type { InSql, Tx }

declare global {
  var openedDatabase: Promise<Database> | undefined
}

/** Next loads this file several times in one process, and PGlite may be opened only once. */
const database = () =>
  (globalThis.openedDatabase ??= openDatabase(readAddress(environment().DATABASE_URL)))

const contextOf = ({ accountId, organisation, role }: Actor) => ({
  accountId,
  organisationId: organisation.id,
  role,
})

/**
 * Runs an act for an actor, in one transaction that can see and change only what they may. Inside it
 * use `tx` alone, and do not catch a failed statement: it has undone the transaction.
 */
export async function withActor<T>(actor: Actor, act: (tx: Tx) => Promise<T>): Promise<T> {
  return (await database()).transact(contextOf(actor), act)
}

/**
 * As `withActor`, in plain SQL: for the few acts that everybody waits for. Measured: a sixth of the
 * processor time that Prisma takes for the same statements.
 */
export async function withActorInSql<T>(actor: Actor, act: (tx: InSql) => Promise<T>): Promise<T> {
  return (await database()).transactInSql(contextOf(actor), act)
}

/**
 * As `withActorInSql`, where one statement says it all: each is a transaction of its own, and there
 * is one wait for all of it.
 */
export async function askAsActor<T>(actor: Actor, act: (tx: InSql) => Promise<T>): Promise<T> {
  return (await database()).ask(contextOf(actor), act)
}

/** What the service does for nobody in particular, and whether it is one statement or several. */
const purposes = {
  'find-session': 'statement',
  'find-api-token': 'statement',
  'sign-in': 'statement',
  'sign-out': 'statement',
  'public-page': 'statement',
  'check-database': 'statement',
  jobs: 'transaction',
} as const

export type Purpose = keyof typeof purposes

/**
 * Runs an act of the service itself, before there is an actor or without one. It sees public rows
 * only; for more it calls a function of the database made for the purpose.
 */
export async function withoutActor<T>(
  purpose: Purpose,
  act: (tx: InSql) => Promise<T>,
): Promise<T> {
  const opened = await database()
  return purposes[purpose] === 'statement' ? opened.ask(null, act) : opened.transactInSql(null, act)
}

/**
 * How a library asks the embedded database, whose one connection it shares with us: outside our
 * transactions, which it would wait for. `undefined` on a server, where it opens connections of its own.
 */
export const findOnlyConnection = async () => (await database()).executeSql

/** Closes the database, if it was opened: at the end of the process, or of a test. */
export async function closeDatabase(): Promise<void> {
  const opened = globalThis.openedDatabase
  globalThis.openedDatabase = undefined
  await (await opened)?.close()
}
