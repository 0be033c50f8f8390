import { fileTypeFromBuffer } from 'file-type'
import { checkDocx } from './check-docx'
import { kindNamed, limits, type Kind } from './kinds'
import { makeDisplayCopy } from './make-display-copy'
import { readPdf } from './pdf'
import type { Refused } from './refused'

export interface CheckedFile {
  readonly kind: Kind
  /** A document that may run something, or carries another file. */
  readonly isActive: boolean
  /** Of a photograph: the copy that is shown. */
  readonly copy: Buffer | null
}

type Looked = { readonly refused: Refused } | Omit<CheckedFile, 'kind'>

const look = async (bytes: Uint8Array, kind: Kind): Promise<Looked> => {
  if (kind === 'pdf') {
    const found = readPdf(bytes)
    return 'refused' in found ? found : { ...found, copy: null }
  }
  if (kind === 'docx') {
    const found = await checkDocx(bytes)
    return 'refused' in found ? found : { ...found, copy: null }
  }
  const made = await makeDisplayCopy(bytes, kind)
  return 'refused' in made ? made : { ...made, isActive: false }
}

/**
 * What a file is: by its name, by its first bytes and by its whole structure, which must all agree
 * (ASVS 5.0, 5.2.2). What a browser says of its type is not asked.
 * @param name as it was typed; only how it ends counts
 */
export const checkFile = async (
  bytes: Uint8Array,
  name: string,
): Promise<{ readonly refused: Refused } | CheckedFile> => {
  if (bytes.length === 0) return { refused: 'empty' }
  if (bytes.length > limits.file) return { refused: 'too_large' }
  const kind = kindNamed(name)
  if (!kind) return { refused: 'type' }
  // The structure first: what looks for first bytes unpacks archives without our limits.
  const looked = await look(bytes, kind)
  if ('refused' in looked) return looked
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  return found && kindNamed(`.${found.ext}`) === kind ? { kind, ...looked } : { refused: 'content' }
}
