import { connect, type Socket } from 'node:net'
import { environment } from '@/lib/environment'

/** What a scanner says of a file; `unknown` where there is none, or it gave no answer in time. */
export type Scanned = 'clean' | 'infected' | 'unknown'

const open = (address: string): Socket => {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length))
  const { hostname, port } = new URL(address)
  return connect(Number(port), hostname.replace(/^\[|\]$/g, ''))
}

/** One chunk of clamd's INSTREAM: its length in four bytes, the first one first, then its bytes. */
const chunk = (bytes: Uint8Array) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const verdict = (answer: string): Scanned => {
  if (/^stream: OK\0?$/.test(answer)) return 'clean'
  return /^stream: .+ FOUND\0?$/.test(answer) ? 'infected' : 'unknown'
}

/**
 * Asks clamd about bytes, by its INSTREAM command (clamd(8)).
 * @param patience in milliseconds
 * @param address `tcp://host:port` or `unix:/path`; the setting CLAMAV, unless it is said
 * @returns never an error: a scanner that is down leaves the answer `unknown`
 */
export const scanBytes = (
  bytes: Uint8Array,
  patience: number,
  address = environment().CLAMAV,
): Promise<Scanned> => {
  if (!address) return Promise.resolve('unknown')
  return new Promise((resolve) => {
    const socket = open(address)
    let answer = ''
    const settle = (scanned: Scanned) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(scanned)
    }
    const timer = setTimeout(() => settle('unknown'), patience)
    socket
      .once('connect', () => {
        socket.write('zINSTREAM\0')
        socket.write(chunk(bytes))
        socket.write(chunk(new Uint8Array()))
      })
      .on('data', (data: Buffer) => {
        answer = (answer + data.toString('latin1')).slice(0, 1000)
        if (answer.endsWith('\0')) settle(verdict(answer))
      })
      .once('end', () => settle(verdict(answer)))
      .once('error', () => settle('unknown'))
  })
}
