import { makeDataKey, openBytes, type Place, sealBytes } from './seal-bytes'
import { headLength, unwrapKey, wrapKey } from './wrap-key'

export type { Place }

/**
 * Seals a value with a key of its own, which is wrapped by the service's first sealing key
 * (AES-256-GCM, 16-byte tags, the key's id and the row bound as associated data).
 * @returns version, key id, wrapped key and sealed JSON, as one run of bytes
 */
export const sealAnswers = (value: unknown, place: Place): Uint8Array<ArrayBuffer> => {
  const dataKey = makeDataKey()
  const json = Buffer.from(JSON.stringify(value))
  return new Uint8Array(Buffer.concat([wrapKey(dataKey, place), sealBytes(json, dataKey, place)]))
}

/**
 * Opens what `sealAnswers` sealed, with whichever of the service's keys sealed it.
 * @throws where the bytes were changed, belong to another row, or the key is gone
 */
export const openAnswers = <Value>(sealed: Uint8Array, place: Place): Value => {
  const bytes = Buffer.from(sealed)
  const dataKey = unwrapKey(bytes.subarray(0, headLength), place)
  return JSON.parse(openBytes(bytes.subarray(headLength), dataKey, place).toString('utf8')) as Value
}
