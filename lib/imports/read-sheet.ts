import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { UploadedFile } from '@/lib/http/read-upload'
import { checkArchive } from './check-archive'
import { limits } from './limits'
import type { Cells } from './past-referrals'
import { sheetFormNamed, type Refused, type SheetForm } from './refused'

/** In milliseconds. The largest sheet that is taken is read in about two seconds. */
const patience = 20_000

type Found = { readonly cells: Cells } | { readonly refused: Refused }

const readInThread = (form: SheetForm, bytes: Uint8Array) =>
  new Promise<Found>((resolve) => {
    // By its path and not as an import: it runs in a thread of its own.
    const thread = new Worker(join(process.cwd(), 'lib/imports/read-cells.mjs'), {
      workerData: { form, bytes, limits },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const timer = setTimeout(() => void thread.terminate(), patience)
    thread.once('message', resolve)
    thread.once('error', () => resolve({ refused: 'unpacks' }))
    thread.once('exit', () => {
      clearTimeout(timer)
      resolve({ refused: 'unpacks' })
    })
  })

/** One at a time: a hostile sheet takes the memory of one thread and no more. */
let last: Promise<unknown> = Promise.resolve()
const readInTurn = (form: SheetForm, bytes: Uint8Array) => {
  const turn = last.then(() => readInThread(form, bytes))
  last = turn
  return turn
}

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte)
/** How an archive begins, and how a document that needs a password does. */
const archive = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0]

const refuse = async (form: SheetForm, bytes: Uint8Array): Promise<Refused | undefined> => {
  if (startsWith(bytes, compound)) return 'locked'
  if (form !== 'csv') return startsWith(bytes, archive) ? checkArchive(bytes, form) : 'content'
  const isWide = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])
  return !isWide && bytes.includes(0) ? 'content' : undefined
}

/**
 * Reads the first sheet of a spreadsheet that somebody uploaded: its cells as text, days as ISO dates.
 * Whatever was uploaded, this answers and never throws.
 */
export const readSheet = async (
  file: UploadedFile | 'too_large' | undefined,
): Promise<{ readonly form: SheetForm; readonly cells: Cells } | { readonly refused: Refused }> => {
  if (!file) return { refused: 'missing' }
  if (file === 'too_large' || file.bytes.length > limits.file) return { refused: 'too_large' }
  if (file.bytes.length === 0) return { refused: 'empty' }
  const form = sheetFormNamed(file.name)
  if (!form) return { refused: 'type' }
  const refused = await refuse(form, file.bytes)
  if (refused) return { refused }
  const found = await readInTurn(form, file.bytes)
  return 'cells' in found ? { form, cells: found.cells } : found
}
