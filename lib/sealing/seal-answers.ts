import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { environment } from '@/lib/environment'

const algorithm = 'aes-256-gcm'
const version = 1
const sizes = { version: 1, key: 4, nonce: 12, tag: 16, dataKey: 32 } as const
const head = sizes.version + sizes.key

/** The row that a sealed value belongs to. A value moved to another row cannot be opened. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly id: string
}

const bind = ({ table, column, id }: Place) => Buffer.from(`${table}|${column}|${id}|v${version}`)
const idOf = (key: Buffer) => createHash('sha256').update(key).digest().subarray(0, sizes.key)

const encrypt = (key: Buffer, plain: Buffer, bound: Buffer) => {
  const nonce = randomBytes(sizes.nonce)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: sizes.tag }).setAAD(bound)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

const decrypt = (key: Buffer, box: Buffer, bound: Buffer) => {
  const nonce = box.subarray(0, sizes.nonce)
  const tag = box.subarray(sizes.nonce, sizes.nonce + sizes.tag)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: sizes.tag })
  decipher.setAAD(bound).setAuthTag(tag)
  return Buffer.concat([decipher.update(box.subarray(sizes.nonce + sizes.tag)), decipher.final()])
}

/**
 * Seals a value with a key of its own, which is wrapped by the service's first sealing key
 * (AES-256-GCM, 16-byte tags, the key's id and the row bound as associated data).
 * @returns version, key id, wrapped key and sealed JSON, as one run of bytes
 */
export const sealAnswers = (value: unknown, place: Place): Uint8Array<ArrayBuffer> => {
  const [key] = environment().sealingKeys
  if (!key) throw new Error('There is no sealing key')
  const bound = bind(place)
  const dataKey = randomBytes(sizes.dataKey)
  const json = Buffer.from(JSON.stringify(value))
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([version]),
      idOf(key),
      encrypt(key, dataKey, bound),
      encrypt(dataKey, json, bound),
    ]),
  )
}

/**
 * Opens what `sealAnswers` sealed, with whichever of the service's keys sealed it.
 * @throws where the bytes were changed, belong to another row, or the key is gone
 */
export const openAnswers = <Value>(sealed: Uint8Array, place: Place): Value => {
  const bytes = Buffer.from(sealed)
  const named = bytes.subarray(sizes.version, head)
  const key = environment().sealingKeys.find((candidate) => idOf(candidate).equals(named))
  if (!key || bytes[0] !== version) throw new Error('A sealed value names a key that is not here')
  const bound = bind(place)
  const wrapped = sizes.nonce + sizes.tag + sizes.dataKey
  const dataKey = decrypt(key, bytes.subarray(head, head + wrapped), bound)
  const json = decrypt(dataKey, bytes.subarray(head + wrapped), bound).toString('utf8')
  return JSON.parse(json) as Value
}
