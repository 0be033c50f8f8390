import type { Prisma } from './generated/client'

/**
 * A transaction, or the database itself, asked in plain SQL. Prisma's own transactions are such too,
 * so that a verb that needs no more takes either.
 */
export interface InSql {
  /**
   * Asks one statement. What stands between its texts is bound to it, and never becomes SQL. One that was
   * put together of parts is planned each time, for the values that it has.
   */
  $queryRaw<Rows = unknown>(
    statement: TemplateStringsArray | Prisma.Sql,
    ...values: readonly unknown[]
  ): Promise<Rows>
}

/** A statement as a driver takes it. Its name is its place in the code: a server plans it only once. */
export interface Statement {
  readonly name?: string
  readonly text: string
  readonly values: unknown[]
}

const known = new WeakMap<TemplateStringsArray, Pick<Statement, 'name' | 'text'>>()
let count = 0

const nameOf = (statement: TemplateStringsArray) => {
  const before = known.get(statement)
  if (before) return before
  const text = statement.reduce((sofar, part, index) => `${sofar}$${index}${part}`)
  const named = { name: `statement ${(count += 1)}`, text }
  known.set(statement, named)
  return named
}

const partsOf = ({ text, values }: Prisma.Sql): Statement => ({ text, values })

/** Plain SQL over a driver. */
export const inSql = (ask: (statement: Statement) => Promise<{ rows: unknown[] }>): InSql => ({
  async $queryRaw<Rows>(
    statement: TemplateStringsArray | Prisma.Sql,
    ...values: readonly unknown[]
  ) {
    const asked =
      'raw' in statement ? { ...nameOf(statement), values: [...values] } : partsOf(statement)
    return (await ask(asked)).rows as Rows
  },
})

/**
 * Runs an act on an open transaction. A statement that failed has undone the transaction, so the act
 * fails with it even where it caught the error: PostgreSQL would answer COMMIT without a word.
 */
export const runUnbroken = async <T>(tx: InSql, act: (tx: InSql) => Promise<T>): Promise<T> => {
  const failures: unknown[] = []
  const done = await act({
    $queryRaw: (statement, ...values) =>
      tx.$queryRaw<never>(statement, ...values).catch((error: unknown) => {
        failures.push(error)
        throw error
      }),
  })
  if (failures.length > 0) throw failures[0]
  return done
}
