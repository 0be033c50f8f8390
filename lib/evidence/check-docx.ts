import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { limits } from './kinds'
import type { Refused } from './refused'

const needed = ['[Content_Types].xml', 'word/document.xml']
const isMacro = (name: string) => /vba(project|data)|\.bas$/i.test(name)
const carries = (name: string) => /^word\/(embeddings|activex)\//i.test(name)

interface Found {
  readonly names: Set<string>
  unpacked: number
  contentTypes: string
}

/** Unpacks one part and counts it: what the directory says of its length is not believed. */
const unpack = async (zip: ZipFile, entry: Entry, found: Found): Promise<Refused | undefined> => {
  if (entry.fileName.endsWith('/')) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    found.unpacked += (chunk as Buffer).length
    if (found.unpacked > limits.unpacked) return 'unpacks'
    if (entry.fileName === needed[0]) chunks.push(chunk as Buffer)
  }
  found.contentTypes += Buffer.concat(chunks).toString('latin1')
  return undefined
}

/** What the directory of the archive says, before anything of it is unpacked. */
const refuseDirectory = (entries: readonly Entry[]): Refused | undefined => {
  if (entries.some((entry) => entry.isEncrypted())) return 'locked'
  if (entries.some(({ fileName }) => isMacro(fileName))) return 'macros'
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0)
  return unpacked > limits.unpacked || unpacked > Math.max(packed, 1) * limits.ratio
    ? 'unpacks'
    : undefined
}

const check = async (zip: ZipFile): Promise<{ refused: Refused } | { isActive: boolean }> => {
  if (zip.entryCount > limits.entries) return { refused: 'unpacks' }
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  const refusedBefore = refuseDirectory(entries)
  if (refusedBefore) return { refused: refusedBefore }
  const found: Found = { names: new Set(), unpacked: 0, contentTypes: '' }
  for (const entry of entries) {
    const refused = await unpack(zip, entry, found)
    if (refused) return { refused }
    found.names.add(entry.fileName)
  }
  if (!needed.every((name) => found.names.has(name))) return { refused: 'content' }
  if (/macroEnabled|vnd\.ms-office\.vbaProject/i.test(found.contentTypes))
    return { refused: 'macros' }
  return { isActive: entries.some(({ fileName }) => carries(fileName)) }
}

/**
 * What a document of Word is by the archive that it is (ASVS 5.0, 5.2.3): its parts are counted and
 * unpacked within limits, by the directory and again as they come. Its XML is never parsed.
 * @returns why it is refused; or whether it carries other files
 */
export const checkDocx = async (
  bytes: Uint8Array,
): Promise<{ refused: Refused } | { isActive: boolean }> => {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true })
    return await check(zip)
  } catch {
    return { refused: 'content' }
  }
}
