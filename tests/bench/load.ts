import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** One request and what it must be answered with, or it is counted as wrong. */
export interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly cookie: string
  readonly form?: string
  readonly status: number
  /** What the address that a 303 leads to must begin with. */
  readonly location?: string
}

export interface Load {
  readonly origin: string
  /** What each connection asks for, one request after another. */
  readonly connections: readonly (readonly Request[])[]
  /** Begins again at the end of the list, for so many seconds; once through where it is left out. */
  readonly seconds?: number
}

/** Times are in milliseconds. */
export interface Measured {
  readonly count: number
  readonly seconds: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly wrong: number
  /** The first answer that was not as it must be. */
  readonly firstWrong?: string
}

/** Puts a load on the service from a process of its own, which measures. */
export function putLoad(load: Load): Promise<Measured> {
  const program = fileURLToPath(new URL('send-load.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(load))
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 0) return reject(new Error('The load could not be sent'))
      const measured = JSON.parse(said) as Measured
      if (measured.wrong > 0)
        return reject(new Error(`${measured.wrong} wrong answers: ${measured.firstWrong ?? ''}`))
      resolve(measured)
    })
  })
}

/** The value below which a share of the values lies. */
export const percentile = (values: readonly number[], share: number) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
