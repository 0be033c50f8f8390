import { connect, createServer, type Socket } from 'node:net'

/** What the service sent to its PostgreSQL since the count was last set to nothing. */
export interface Count {
  /** Statements that ran, one for each in a message of several. */
  statements: number
  /** Times that the service waited for an answer. */
  roundTrips: number
}

/**
 * Reads the messages of a client to PostgreSQL: a byte for the kind, four for the length with
 * themselves. The first message of a connection has no kind.
 */
const reader = (count: Count) => {
  let waiting = Buffer.alloc(0)
  let isStarted = false
  return (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    for (;;) {
      const head = isStarted ? 1 : 0
      if (waiting.length < head + 4) return
      const length = head + waiting.readInt32BE(head)
      if (waiting.length < length) return
      const kind = isStarted ? String.fromCharCode(waiting[0] ?? 0) : ''
      if (kind === 'Q')
        count.statements += waiting.toString('utf8', 5, length - 1).split(/;\s*(?=\S)/).length
      if (kind === 'E') count.statements += 1
      if (kind === 'Q' || kind === 'S') count.roundTrips += 1
      isStarted = true
      waiting = waiting.subarray(length)
    }
  }
}

/**
 * Stands between the service and its PostgreSQL and counts.
 * @returns the address that counts, the count, and how to end it
 */
export async function countStatements(address: string) {
  const target = new URL(address)
  const count: Count = { statements: 0, roundTrips: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    client.on('data', reader(count)).pipe(database).pipe(client)
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
