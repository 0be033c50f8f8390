// Draws a HEIC photograph as points, in a thread of its own: it takes a second or more, in which nobody
// else would be answered. sharp reads every other kind, but its libraries may not carry HEVC.
import { parentPort, workerData } from 'node:worker_threads'
import libheif from 'libheif-js/wasm-bundle.js'

/** @type {{ bytes: Uint8Array, most: number }} */
const { bytes, most } = workerData

const draw = () => {
  const [image] = new libheif.HeifDecoder().decode(bytes)
  if (!image) return Promise.resolve({ refused: 'content' })
  const width = image.get_width()
  const height = image.get_height()
  if (width * height > most) return Promise.resolve({ refused: 'pixels' })
  return new Promise((resolve) => {
    const data = new Uint8ClampedArray(width * height * 4)
    image.display({ data, width, height }, (/** @type {unknown} */ drawn) =>
      resolve(drawn ? { width, height, data } : { refused: 'content' }),
    )
  })
}

parentPort?.postMessage(await draw().catch(() => ({ refused: 'content' })))
