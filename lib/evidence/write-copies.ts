import { log } from '@/lib/log'
import { places } from '@/lib/sealing/places'
import { openAnswers, sealAnswers } from '@/lib/sealing/seal-answers'
import { makeDataKey, openBytes, sealBytes } from '@/lib/sealing/seal-bytes'
import { storedName, type Copy, type Store } from './store'

/**
 * Seals the bytes of a file, as they were sent and as they are shown, with one key made for them, and
 * stores them.
 * @returns the key, sealed, for the file's row: without it what is stored is noise
 */
export const writeCopies = async (
  store: Store,
  id: string,
  copies: Readonly<Partial<Record<Copy, Uint8Array>>>,
): Promise<Uint8Array> => {
  const key = makeDataKey()
  for (const [copy, bytes] of Object.entries(copies) as [Copy, Uint8Array][])
    await store.put(storedName(id, copy), sealBytes(bytes, key, places.evidenceFile(id, copy)))
  return sealAnswers(key.toString('base64'), places.evidenceKey(id))
}

/**
 * Reads a stored file and opens it.
 * @throws where it is gone from the store, or was changed there
 */
export const readCopy = async (
  store: Store,
  { id, sealedKey }: { readonly id: string; readonly sealedKey: Uint8Array },
  copy: Copy,
): Promise<Buffer> => {
  const sealed = await store.get(storedName(id, copy))
  if (!sealed) throw new Error('A file is gone from the store of evidence')
  const key = Buffer.from(openAnswers<string>(sealedKey, places.evidenceKey(id)), 'base64')
  return openBytes(sealed, key, places.evidenceFile(id, copy))
}

/** Removes both copies. What cannot be removed now is a stray, which a job removes later. */
export const removeCopies = async (store: Store, id: string): Promise<void> => {
  for (const copy of ['original', 'display'] as const)
    await store
      .remove(storedName(id, copy))
      .catch((error: unknown) => log.warn({ err: error }, 'A stored file was not removed yet'))
}
