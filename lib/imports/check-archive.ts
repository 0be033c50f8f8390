import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { limits } from './limits'
import type { Refused } from './refused'

/** What the archive of each kind must hold. */
const needed = {
  ods: ['mimetype', 'content.xml'],
  xlsx: ['[Content_Types].xml', 'xl/workbook.xml'],
} as const

const isMacro = (name: string) => /vba(project|data)|^basic\/|^scripts\//i.test(name)

/** How many bytes a part unpacks into: what the directory says of its length is not believed. */
const unpack = async (zip: ZipFile, entry: Entry, room: number): Promise<number> => {
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length
    if (size > room) break
  }
  return size
}

const check = async (zip: ZipFile, form: keyof typeof needed): Promise<Refused | undefined> => {
  if (zip.entryCount > limits.entries) return 'unpacks'
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  if (entries.some((entry) => entry.isEncrypted())) return 'locked'
  if (entries.some(({ fileName }) => isMacro(fileName))) return 'macros'
  const names = entries.map(({ fileName }) => fileName)
  if (!needed[form].every((name) => names.includes(name))) return 'content'
  let unpacked = 0
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    unpacked += await unpack(zip, entry, limits.unpacked - unpacked)
    if (unpacked > limits.unpacked) return 'unpacks'
  }
  return undefined
}

/**
 * Looks at the archive that a spreadsheet is before anything of it is read (ASVS 5.0, 5.2.3): its parts
 * are counted and unpacked within limits.
 * @returns why it is refused
 */
export const checkArchive = async (
  bytes: Uint8Array,
  form: keyof typeof needed,
): Promise<Refused | undefined> => {
  try {
    return await check(await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true }), form)
  } catch {
    return 'content'
  }
}
