import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Busy } from '@/lib/http/unavailable'
import type { Paper } from './paper'

/** In milliseconds. The longest paper of the demonstration takes a second where the machine is busy. */
const patience = 30_000
/** Papers drawn at the same time, each in a thread: of about 55 MB, in which one takes a tenth of a second. */
const most = 1
/** Papers that may wait to be drawn. One more is refused, and can be asked for again. */
const mostWaiting = 16
/** In milliseconds. For so long a thread that has read its fonts stays for the next paper. */
const stays = 60_000

const fonts = join(process.cwd(), 'node_modules/@expo-google-fonts')
const fontOf = (folder: string, name: string, weight: string) =>
  join(fonts, folder, weight, `${name}_${weight}.ttf`)
const both = (script: string, folder: string, name: string) => ({
  [script]: fontOf(folder, name, '400Regular'),
  [`${script}Bold`]: fontOf(folder, name, '700Bold'),
})
const files = {
  ...both('latin', 'noto-sans', 'NotoSans'),
  ...both('arabic', 'noto-sans-arabic', 'NotoSansArabic'),
  ...both('ethiopic', 'noto-sans-ethiopic', 'NotoSansEthiopic'),
}

let drawing = 0
const waiting: (() => void)[] = []
const idle = new Map<Worker, NodeJS.Timeout>()

const enter = async () => {
  if (drawing < most) drawing += 1
  else if (waiting.length >= mostWaiting) throw new Busy()
  else await new Promise<void>((resolve) => waiting.push(resolve))
}
/** Whoever waits next takes the place. */
const leave = () => {
  const next = waiting.shift()
  if (next) next()
  else drawing -= 1
}

const startThread = () => {
  // By its path and not as an import: it runs in a thread of its own.
  const thread = new Worker(join(process.cwd(), 'lib/papers/draw-pdf.mjs'), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 40, maxYoungGenerationSizeMb: 1 },
  })
  // Whoever waits for a paper hears of it by listeners of their own.
  thread.on('error', () => undefined)
  thread.once('exit', () => forget(thread))
  return thread
}

const forget = (thread: Worker) => {
  clearTimeout(idle.get(thread))
  idle.delete(thread)
}

const takeThread = () => {
  const [thread] = idle.keys()
  if (!thread) return startThread()
  forget(thread)
  thread.ref()
  return thread
}

const keepThread = (thread: Worker) => {
  thread.unref()
  idle.set(thread, setTimeout(() => void thread.terminate(), stays).unref())
}

const drawIn = (thread: Worker, paper: Paper) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const timer = setTimeout(() => end(new Error('A paper was not drawn in time')), patience)
    const end = (what: Uint8Array | Error) => {
      clearTimeout(timer)
      thread.off('message', end).off('error', fail).off('exit', fail)
      if (!(what instanceof Error)) return resolve(what)
      void thread.terminate()
      reject(what)
    }
    const fail = () => end(new Error('A paper could not be drawn'))
    thread.on('message', end).on('error', fail).on('exit', fail)
    thread.postMessage({ paper, fonts: files })
  })

/**
 * Draws a paper as a tagged PDF (PDF/UA), beside the thread that answers people.
 * @throws Busy where too many papers are waited for already
 * @throws where it could not be drawn within half a minute
 */
export const drawPaper = async (paper: Paper): Promise<Uint8Array> => {
  await enter()
  try {
    const thread = takeThread()
    const drawn = await drawIn(thread, paper)
    keepThread(thread)
    return drawn
  } finally {
    leave()
  }
}
