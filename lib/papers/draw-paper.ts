import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Paper } from './paper'

/** In milliseconds. The longest paper of the demonstration takes a second where the machine is busy. */
const patience = 30_000
/** Papers drawn at the same time: each takes a thread and about 60 MB while it is drawn. */
const most = 2

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
const enter = async () => {
  if (drawing >= most) await new Promise<void>((resolve) => waiting.push(resolve))
  else drawing += 1
}
/** Whoever waits next takes the place. */
const leave = () => {
  const next = waiting.shift()
  if (next) next()
  else drawing -= 1
}

const drawInThread = (paper: Paper) =>
  new Promise<Uint8Array>((resolve, reject) => {
    // By its path and not as an import: it runs in a thread of its own.
    const thread = new Worker(join(process.cwd(), 'lib/papers/draw-pdf.mjs'), {
      workerData: { paper, fonts: files },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const timer = setTimeout(() => void thread.terminate(), patience)
    thread.once('message', resolve)
    thread.once('error', () => reject(new Error('A paper could not be drawn')))
    thread.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('A paper was not drawn in time'))
    })
  })

/**
 * Draws a paper as a tagged PDF (PDF/UA), beside the thread that answers people.
 * @throws where it could not be drawn within half a minute
 */
export const drawPaper = async (paper: Paper): Promise<Uint8Array> => {
  await enter()
  try {
    return await drawInThread(paper)
  } finally {
    leave()
  }
}
