import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkbookSheet } from './sheet'

/** In milliseconds: how long a thread may take for one spreadsheet. */
const patience = 120_000

/**
 * Writes tables as one spreadsheet, in a thread of its own, so that nobody waits for it.
 * @param title of the file, where it has one
 * @throws where it could not be written within two minutes
 */
export const writeSpreadsheet = (
  format: 'ods' | 'xlsx',
  sheets: readonly WorkbookSheet[],
  title?: string,
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // By its path and not as an import: it runs in a thread of its own.
    const thread = new Worker(join(process.cwd(), 'lib/exports/write-workbook.mjs'), {
      workerData: { format, title, sheets },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const timer = setTimeout(() => void thread.terminate(), patience)
    thread.once('message', resolve)
    thread.once('error', () => reject(new Error('A spreadsheet could not be written')))
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('A spreadsheet was not written in time'))
    })
  })
