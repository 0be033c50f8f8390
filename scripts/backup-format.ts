/**
 * The file of a backup: entries, each a name and its bytes, as one stream, sealed in pieces. No piece
 * can be changed, left out, moved or taken from another backup without being noticed, and nothing of
 * one is handed on before it was checked.
 *
 *   magic, salt, then pieces: length of what is sealed (4 bytes), tag (16), what is sealed
 *
 * Each backup has a key of its own: HKDF-SHA-256 of BACKUP_KEY and the salt. A piece's nonce is its
 * number and whether it is the last (the STREAM construction, as of age and Tink).
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface Entry {
  readonly name: string
  readonly content: Bytes
}

const algorithm = 'aes-256-gcm'
const magic = Buffer.from('HMS backup 1\n')
const sizes = { salt: 32, key: 32, tag: 16, length: 4, piece: 1 << 20 } as const

const keyOf = (backupKey: Buffer, salt: Buffer) =>
  Buffer.from(hkdfSync('sha256', backupKey, salt, 'backup', sizes.key))

const nonceOf = (number: number, isLast: boolean) => {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** Reads a stream by numbers of bytes. */
class Reader {
  private buffer = Buffer.alloc(0)
  private readonly source: AsyncIterator<Uint8Array>
  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }
  /** That many bytes; fewer only at the end. */
  async read(count: number): Promise<Buffer> {
    if (this.buffer.length >= count) {
      const bytes = this.buffer.subarray(0, count)
      this.buffer = this.buffer.subarray(count)
      return bytes
    }
    const parts = [this.buffer]
    let have = this.buffer.length
    while (have < count) {
      const { value, done } = await this.source.next()
      if (done) break
      parts.push(Buffer.from(value))
      have += value.length
    }
    const all = Buffer.concat(parts)
    this.buffer = all.subarray(count)
    return all.subarray(0, count)
  }
  async readWhole(count: number): Promise<Buffer> {
    const bytes = await this.read(count)
    if (bytes.length < count) throw new Error('The backup is cut short')
    return bytes
  }
}

const lengthOf = (count: number) => {
  const length = Buffer.alloc(sizes.length)
  length.writeUInt32BE(count)
  return length
}

/** Cuts a stream into pieces of one size; says which is the last. */
async function* cut(source: Bytes): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  const asynchronous = (async function* () {
    yield* source
  })()
  const reader = new Reader(asynchronous)
  let piece = await reader.read(sizes.piece)
  for (;;) {
    const next = piece.length < sizes.piece ? Buffer.alloc(0) : await reader.read(sizes.piece)
    yield { piece, isLast: next.length === 0 }
    if (next.length === 0) return
    piece = next
  }
}

/** Seals a stream with the key of backups (32 bytes). */
export async function* sealStream(source: Bytes, backupKey: Buffer): AsyncGenerator<Buffer> {
  const salt = randomBytes(sizes.salt)
  const key = keyOf(backupKey, salt)
  const header = Buffer.concat([magic, salt])
  yield header
  let number = 0
  for await (const { piece, isLast } of cut(source)) {
    const nonce = nonceOf(number, isLast)
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: sizes.tag })
    const sealed = Buffer.concat([cipher.setAAD(header).update(piece), cipher.final()])
    yield Buffer.concat([lengthOf(sealed.length), cipher.getAuthTag(), sealed])
    number += 1
  }
}

/**
 * Opens what `sealStream` sealed.
 * @throws an error of one line where it is no backup, the key is another, or it was changed or cut
 */
export async function* openStream(
  source: AsyncIterable<Uint8Array>,
  backupKey: Buffer,
): AsyncGenerator<Buffer> {
  const reader = new Reader(source)
  const header = await reader.read(magic.length + sizes.salt)
  if (!header.subarray(0, magic.length).equals(magic)) throw new Error('This file is no backup')
  const key = keyOf(backupKey, header.subarray(magic.length))
  const open = (nonce: Buffer, tag: Buffer, sealed: Buffer) => {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: sizes.tag })
    decipher.setAAD(header).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  }
  let next = await reader.readWhole(sizes.length)
  for (let number = 0; ; number += 1) {
    const length = next.readUInt32BE()
    if (length > sizes.piece) throw new Error('The backup was changed')
    const tag = await reader.readWhole(sizes.tag)
    const sealed = await reader.readWhole(length)
    next = await reader.read(sizes.length)
    const isLast = next.length === 0
    let piece: Buffer
    try {
      piece = open(nonceOf(number, isLast), tag, sealed)
    } catch {
      throw new Error(
        number === 0 && !isLast
          ? 'The backup does not open: BACKUP_KEY is another, or the file was changed'
          : 'The backup does not open: BACKUP_KEY is another, or the file was changed or cut short',
      )
    }
    yield piece
    if (isLast) return
    if (next.length < sizes.length) throw new Error('The backup is cut short')
  }
}

/** Entries as one stream: length and bytes of a name, then blocks, the last of them empty. */
export async function* pack(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  for await (const { name, content } of entries) {
    const bytes = Buffer.from(name)
    yield Buffer.concat([lengthOf(bytes.length), bytes])
    for await (const block of content) {
      if (block.length === 0) continue
      yield lengthOf(block.length)
      yield block
    }
    yield lengthOf(0)
  }
}

/** The entries again. The content of each must be read to its end before the next. */
export async function* unpack(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly name: string; readonly content: AsyncIterable<Buffer> }> {
  const reader = new Reader(source)
  for (;;) {
    const length = await reader.read(sizes.length)
    if (length.length === 0) return
    const name = (await reader.readWhole(length.readUInt32BE())).toString()
    const content = (async function* () {
      for (;;) {
        const size = (await reader.readWhole(sizes.length)).readUInt32BE()
        if (size === 0) return
        yield await reader.readWhole(size)
      }
    })()
    yield { name, content }
  }
}
