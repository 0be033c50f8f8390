import type { Actor } from '@/lib/access/actor'
import { environment } from '@/lib/environment'
import { readAddress } from './address'
import { type Database, openDatabase, type Tx } from './open-database'

export type { Tx }

declare global {
  var openedDatabase: Promise<Database> | undefined
}

/** Next loads this file several times in one process, and PGlite may be opened only once. */
const database = () =>
  (globalThis.openedDatabase ??= openDatabase(readAddress(environment().DATABASE_URL)))

/**
 * Runs an act for an actor, in one transaction that can see and change only what they may. Inside it
 * use `tx` alone, and do not catch a failed statement: it has undone the transaction.
 */
export async function withActor<T>(actor: Actor, act: (tx: Tx) => Promise<T>): Promise<T> {
  const { accountId, organisation, role } = actor
  return (await database()).transact({ accountId, organisationId: organisation.id, role }, act)
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
export async function withoutActor<T>(purpose: Purpose, act: (tx: Tx) => Promise<T>): Promise<T> {
  const opened = await database()
  return purposes[purpose] === 'statement' ? opened.ask(act) : opened.transact(null, act)
}

/** Closes the database, if it was opened: at the end of the process, or of a test. */
export async function closeDatabase(): Promise<void> {
  const opened = globalThis.openedDatabase
  globalThis.openedDatabase = undefined
  await (await opened)?.close()
}
