/** What the system, PostgreSQL (SQLSTATE), Prisma and its adapter call a database that cannot be asked now. */
const codes = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'],
]

/** What pg says of it in words alone. */
const words =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** More is asked at once than can be done: nothing was done, and it may be asked again. */
export class Busy extends Error {
  override readonly name = 'Busy'
  constructor() {
    super('Too much is asked at once')
  }
}

/**
 * Whether an error says that the database cannot be reached now: what was asked may be asked again,
 * and was done altogether or not at all.
 */
export const isUnavailable = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  const { code, kind, originalCode, message, cause } = error as Record<string, unknown>
  return (
    [code, kind, originalCode].some((one) => codes.includes(textOf(one))) ||
    words.test(textOf(message)) ||
    isUnavailable(cause)
  )
}
