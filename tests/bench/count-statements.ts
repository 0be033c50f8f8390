import { connect, createServer, type Socket } from 'node:net'

/** What the service asked of its PostgreSQL since the count was last set to nothing. */
export interface Count {
  /** Statements that ran, one for each in a message of several. */
  statements: number
  /** Those of them that ask or change something: not what begins, ends or names a transaction. */
  queries: number
  /** Times that the service waited for answers; what is said together is one wait. */
  waits: number
}

type Message = { readonly kind: string; readonly text: string }

/**
 * Reads the messages of one side of a connection to PostgreSQL: a byte for the kind, four for the
 * length with themselves. The first message of a client has no kind.
 */
const reader = (isClient: boolean, hear: (message: Message) => void) => {
  let waiting = Buffer.alloc(0)
  let head = isClient ? 0 : 1
  return (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    while (waiting.length >= head + 4) {
      const length = head + waiting.readInt32BE(head)
      if (waiting.length < length) return
      const kind = head === 1 ? String.fromCharCode(waiting[0] ?? 0) : ''
      hear({ kind, text: kind === 'Q' ? waiting.toString('utf8', 5, length - 1) : '' })
      head = 1
      waiting = waiting.subarray(length)
    }
  }
}

const partsOf = (text: string) => text.split(/;\s*(?=\S)/)
const isQuery = (text: string) => !/^\s*(begin|commit|rollback|set|select set_config)\b/i.test(text)

/** Counts on one connection: Q and E run statements, Q and S ask for the answer that Z ends. */
const counter = (count: Count) => {
  let unanswered = 0
  return {
    asked: ({ kind, text }: Message) => {
      if (kind === 'Q') {
        count.statements += partsOf(text).length
        count.queries += partsOf(text).filter(isQuery).length
      }
      if (kind === 'E') {
        count.statements += 1
        count.queries += 1
      }
      if (kind !== 'Q' && kind !== 'S') return
      if (unanswered === 0) count.waits += 1
      unanswered += 1
    },
    answered: ({ kind }: Message) => {
      if (kind === 'Z') unanswered = Math.max(0, unanswered - 1)
    },
  }
}

/**
 * Stands between the service and its PostgreSQL and counts.
 * @returns the address that counts, the count, and how to end it
 */
export async function countStatements(address: string) {
  const target = new URL(address)
  const count: Count = { statements: 0, queries: 0, waits: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    const { asked, answered } = counter(count)
    client.on('data', reader(true, asked)).pipe(database)
    database.on('data', reader(false, answered)).pipe(client)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = server.address()
  const through = new URL(address)
  through.hostname = '127.0.0.1'
  through.port = String(typeof own === 'object' && own ? own.port : 0)
  return {
    address: through.href,
    count,
    end: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
