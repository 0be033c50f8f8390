import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** What the stand-in answers: by what it was sent, or as scanners behave that are not well. */
export type Behaviour = 'scans' | 'is silent' | 'talks nonsense' | 'hangs up' | 'refuses the size'

export interface Scanner {
  readonly address: string
  behaviour: Behaviour
  /** What it was asked about, in this order. */
  readonly seen: Buffer[]
  readonly close: () => Promise<void>
}

const start = Buffer.from('zINSTREAM\0')

/** The stream inside what has come so far, as clamd(8) has it; `null` while it goes on. */
const streamIn = (received: Buffer): Buffer | null => {
  if (!received.subarray(0, start.length).equals(start)) return null
  const chunks: Buffer[] = []
  for (let at = start.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

/** A stand-in that speaks clamd's protocol. To it a file is infected that has INFECTED in it. */
export const startScanner = async (path?: string): Promise<Scanner> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let received = Buffer.alloc(0)
    socket.on('error', () => socket.destroy())
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data])
      const stream = streamIn(received)
      if (!stream) return
      scanner.seen.push(stream)
      if (scanner.behaviour === 'is silent') return
      if (scanner.behaviour === 'hangs up') socket.destroy()
      else if (scanner.behaviour === 'talks nonsense') socket.end('stream: OK, or so\0')
      else if (scanner.behaviour === 'refuses the size')
        socket.end('INSTREAM size limit exceeded. ERROR\0')
      else socket.end(`stream: ${stream.includes('INFECTED') ? 'A-Test FOUND' : 'OK'}\0`)
    })
  })
  await new Promise<void>((resolve) =>
    path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve),
  )
  const listening = server.address()
  const scanner: Scanner = {
    address:
      typeof listening === 'object' && listening
        ? `tcp://127.0.0.1:${listening.port}`
        : `unix:${path}`,
    behaviour: 'scans',
    seen: [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return scanner
}

const clamd = (): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'clamd'))
    .find((path) => existsSync(path))

/** Whether ClamAV is installed on this machine. */
export const hasClamd = () => clamd() !== undefined

/**
 * The real clamd, with a database of one signature: the test virus.
 * @param signature what it looks for
 */
export const startClamd = async (signature: Buffer) => {
  const program = clamd()
  if (!program) throw new Error('ClamAV is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'referral-clamd-'))
  const socket = join(folder, 'socket')
  writeFileSync(join(folder, 'test.ndb'), `Test.Virus:0:*:${signature.toString('hex')}\n`)
  writeFileSync(
    join(folder, 'clamd.conf'),
    [`DatabaseDirectory ${folder}`, `LocalSocket ${socket}`, 'Foreground yes', ''].join('\n'),
  )
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  for (let tries = 0; tries < 300 && !existsSync(socket); tries++) await pause(100)
  return {
    address: `unix:${socket}`,
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
