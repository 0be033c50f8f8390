import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import sharp, { type Sharp } from 'sharp'
import { limits, type Kind } from './kinds'
import type { Refused } from './refused'

/** In milliseconds: a photograph of 40 million points takes a few seconds. */
const patience = 30_000

type Made = { readonly refused: Refused } | { readonly copy: Buffer }
type Drawn =
  | { readonly refused: Refused }
  | { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/** By its path and not as an import: it runs in a thread of its own. */
const worker = join(process.cwd(), 'lib/evidence/draw-heic.mjs')

const drawHeic = (bytes: Uint8Array) =>
  new Promise<Drawn>((resolve) => {
    const thread = new Worker(worker, {
      workerData: { bytes, most: limits.pixels },
      env: {},
      execArgv: [],
      // The library says on the console what is wrong with a file.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    const settle = (drawn: Drawn) => {
      clearTimeout(timer)
      void thread.terminate()
      resolve(drawn)
    }
    const timer = setTimeout(() => settle({ refused: 'content' }), patience)
    thread.once('message', settle)
    thread.once('error', () => settle({ refused: 'content' }))
    thread.once('exit', () => settle({ refused: 'content' }))
  })

const read = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', pages: 1 })

/** Without what a camera writes beside a picture: sharp keeps none of it unless it is told to. */
const encode = (image: Sharp, kind: Kind) =>
  (kind === 'png' ? image.png() : image.jpeg({ quality: 88 })).toBuffer()

const makeOf = async (bytes: Uint8Array, kind: Kind): Promise<Made> => {
  const { format, width, height } = await read(bytes).metadata()
  if (format !== kind) return { refused: 'content' }
  if (width * height > limits.pixels) return { refused: 'pixels' }
  return { copy: await encode(read(bytes).autoOrient(), kind) }
}

/** ISO/IEC 23008-12: the brands of still photographs that are coded with HEVC. */
const isHeic = (bytes: Uint8Array) =>
  /^ftyp(heic|heix|heim|heis|mif1)$/.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1'))

const makeOfHeic = async (bytes: Uint8Array): Promise<Made> => {
  if (!isHeic(bytes)) return { refused: 'content' }
  const drawn = await drawHeic(bytes)
  if ('refused' in drawn) return drawn
  const { width, height, data } = drawn
  return { copy: await encode(sharp(data, { raw: { width, height, channels: 4 } }), 'heic') }
}

/**
 * Makes the copy of a photograph that is shown: drawn anew from its points, so that neither the place
 * nor the camera nor anything hidden after the picture is in it (ASVS 5.0, 14.2.8).
 * @param kind one of the kinds that are photographs
 * @returns the copy; or why the photograph is refused
 */
export const makeDisplayCopy = async (bytes: Uint8Array, kind: Kind): Promise<Made> => {
  try {
    return await (kind === 'heic' ? makeOfHeic(bytes) : makeOf(bytes, kind))
  } catch (error) {
    return { refused: /pixel limit/.test(String(error)) ? 'pixels' : 'content' }
  }
}
