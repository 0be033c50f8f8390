import { createHash } from 'node:crypto'
import { environment } from '@/lib/environment'
import { openBytes, type Place, sealBytes, sealLength } from './seal-bytes'

const version = 1
const sizes = { version: 1, key: 4, dataKey: 32 } as const
const named = sizes.version + sizes.key

/** How long the head of a sealed value is, in bytes: version, key id and wrapped key. */
export const headLength = named + sealLength + sizes.dataKey

/** How a sealed value names the key that wraps its own: the first four bytes of SHA-256 of the key. */
export const keyIdOf = (key: Buffer) =>
  createHash('sha256').update(key).digest().subarray(0, sizes.key)

/** The key that seals: the first of the list. */
export const sealingKey = (): Buffer => {
  const [key] = environment().sealingKeys
  if (!key) throw new Error('There is no sealing key')
  return key
}

/** The head of a sealed value: its own key, wrapped by the service's first sealing key. */
export const wrapKey = (dataKey: Buffer, place: Place): Buffer => {
  const key = sealingKey()
  return Buffer.concat([Buffer.from([version]), keyIdOf(key), sealBytes(dataKey, key, place)])
}

/**
 * The key of a sealed value, out of its head, with whichever of the service's keys wrapped it.
 * @throws where the head was changed, belongs to another row, or the key is gone
 */
export const unwrapKey = (head: Uint8Array, place: Place): Buffer => {
  const bytes = Buffer.from(head)
  const name = bytes.subarray(sizes.version, named)
  const key = environment().sealingKeys.find((candidate) => keyIdOf(candidate).equals(name))
  if (!key || bytes[0] !== version) throw new Error('A sealed value names a key that is not here')
  return openBytes(bytes.subarray(named, headLength), key, place)
}
