import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const version = 1
const sizes = { nonce: 12, tag: 16, key: 32 } as const

/** The row that a sealed value belongs to. A value moved to another row cannot be opened. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly id: string
}

const bind = ({ table, column, id }: Place) => Buffer.from(`${table}|${column}|${id}|v${version}`)

/** How many bytes a sealed value is longer than what is in it. */
export const sealLength = sizes.nonce + sizes.tag

/** Makes a key for one value, or for the bytes of one file: 32 random bytes. */
export const makeDataKey = (): Buffer => randomBytes(sizes.key)

/**
 * Seals bytes with a key (AES-256-GCM, a random nonce, a 16-byte tag), bound to their place.
 * @returns nonce, tag and what is sealed, as one run of bytes
 */
export const sealBytes = (bytes: Uint8Array, key: Buffer, place: Place): Buffer => {
  const nonce = randomBytes(sizes.nonce)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: sizes.tag })
  cipher.setAAD(bind(place))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/**
 * Opens what `sealBytes` sealed.
 * @throws where the bytes were changed, belong to another place or were sealed with another key
 */
export const openBytes = (box: Uint8Array, key: Buffer, place: Place): Buffer => {
  const nonce = box.subarray(0, sizes.nonce)
  const tag = box.subarray(sizes.nonce, sealLength)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: sizes.tag })
  decipher.setAAD(bind(place)).setAuthTag(tag)
  return Buffer.concat([decipher.update(box.subarray(sealLength)), decipher.final()])
}
