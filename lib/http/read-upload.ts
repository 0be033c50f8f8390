import { isOurs, readForm, typeOf, unacceptable, type Read } from './read-body'

/** The most that is read, and thrown away, so that the browser reads the answer to a file too large. */
const mostDrained = 64 * 1024 * 1024

/** How far into a form that is too large its other fields are looked for. */
const leading = 64 * 1024

export interface UploadedFile {
  /** As it was typed. It may hold anything. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Upload {
  /** What was typed beside the file. */
  readonly form: URLSearchParams
  readonly file: UploadedFile | 'too_large' | undefined
}

/**
 * Reads bytes as far as a limit, and what follows only to be rid of it.
 * @returns the bytes up to the limit, and how many came; `null` where the sender broke off
 */
const readAtMost = async (request: Request, limit: number) => {
  const chunks: Uint8Array[] = []
  let received = 0
  const reader = request.body?.getReader()
  try {
    while (reader && received <= mostDrained) {
      const { done, value } = await reader.read()
      if (done) break
      if (received < limit) chunks.push(value.subarray(0, limit - received))
      received += value.length
    }
    if (received > mostDrained) await reader?.cancel()
  } catch {
    return null
  }
  return { bytes: Buffer.concat(chunks), received }
}

const parse = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData | null> => {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    return null
  }
}

const fieldsOf = (data: FormData) =>
  new URLSearchParams(
    [...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** The fields that stand before the file, where the form is too large to be read whole. */
const fieldsBefore = async (bytes: Buffer, type: string) => {
  const start = bytes.subarray(0, leading)
  const boundary = `--${/boundary="?([^";]+)/i.exec(type)?.[1] ?? ''}`
  const end = start.lastIndexOf(boundary, Math.max(0, start.indexOf('filename=')))
  if (end < 0) return new URLSearchParams()
  const whole = Buffer.concat([start.subarray(0, end), Buffer.from(`${boundary}--\r\n`)])
  const data = await parse(whole, type)
  return data ? fieldsOf(data) : new URLSearchParams()
}

const lengthOf = (request: Request) => {
  const given = request.headers.get('content-length') ?? ''
  return /^\d{1,15}$/.test(given) ? Number(given) : undefined
}

/**
 * Reads bytes of which the sender says the length, and compares it with what came: a part on the way
 * that cuts bodies short must not leave half a file behind.
 * @param limit in bytes
 */
export const readBytes = async (request: Request, limit: number): Promise<Read<Buffer>> => {
  const length = lengthOf(request)
  if (length === undefined) return unacceptable(411, 'The length of what is sent must be said')
  const read = await readAtMost(request, limit)
  if (!read || (read.received !== length && read.received <= mostDrained))
    return unacceptable(400, 'What was sent did not arrive whole')
  if (read.received > limit) return unacceptable(413, `The body must be ${limit} bytes or fewer`)
  return { body: read.bytes }
}

/**
 * Reads a form of ours with one file in it, called `file`. A form without one is read as others are.
 * Whatever was posted, this answers and never throws.
 * @param limit of the whole form, in bytes
 */
export const readUpload = async (request: Request, limit: number): Promise<Read<Upload>> => {
  if (typeOf(request) !== 'multipart/form-data') {
    const read = await readForm(request)
    return 'body' in read ? { body: { form: read.body, file: undefined } } : read
  }
  if (!isOurs(request)) return unacceptable(403, 'This form was sent from another site')
  const length = lengthOf(request)
  if (length === undefined) return unacceptable(411, 'The length of what is sent must be said')
  const type = request.headers.get('content-type') ?? ''
  const read = await readAtMost(request, limit)
  if (!read || (read.received !== length && read.received <= mostDrained))
    return unacceptable(400, 'What was sent did not arrive whole')
  if (read.received > limit)
    return { body: { form: await fieldsBefore(read.bytes, type), file: 'too_large' } }
  const data = await parse(read.bytes, type)
  if (!data) return unacceptable(400, 'This is not a form of ours')
  const files = [...data].filter(([, value]) => typeof value !== 'string')
  const [first, ...others] = files
  if (others.length > 0 || (first && first[0] !== 'file'))
    return unacceptable(400, 'One file can be sent at a time')
  const file = data.get('file')
  const isChosen = file instanceof File && (file.name !== '' || file.size > 0)
  return {
    body: {
      form: fieldsOf(data),
      file: isChosen
        ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
        : undefined,
    },
  }
}
