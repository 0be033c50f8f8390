/**
 * npm run audit:verify -- <export.jsonl> [--checkpoints <folder> --key <public-key.pem>]
 *
 * Checks an exported audit trail. This file needs no database, no packages and nothing else of the
 * service: an auditor can take it, the export, the checkpoints and the public key to a machine of their
 * own, where `node audit-verify.mjs …` does the same. Says what holds and ends with 0; or names the
 * first entry that is wrong and ends with 1; or says that it was not asked properly and ends with 2.
 */
import { isUtf8 } from 'node:buffer'
import { createHash, createPublicKey, hash as digest, verify } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ sequence: number, hash: string, at: string, name: string }} Checkpoint */
/** @typedef {{ entry: number | null, says: string }} Finding */

/** What stands before the first entry. */
const genesis = digest('sha256', 'the first event')
/** From this entry on no number is missing. Before it, what was undone left gaps. */
const numbered = 'trail.numbered'
const newline = 10
const isHash = /^[0-9a-f]{64}$/

/** @param {number} from @param {number} to */
const range = (from, to) => (from === to ? `Entry ${from} is` : `Entries ${from} to ${to} are`)

/** Thrown out of the reading of a file at the first entry that is wrong. */
class Wrong extends Error {
  /** @param {number | null} entry @param {string} says */
  constructor(entry, says) {
    super(says)
    this.entry = entry
  }
}

/**
 * Reads one line in the one spelling that an export has.
 * @param {Buffer} line without its end
 * @param {number} expected the number that it should have
 */
function readEntry(line, expected) {
  const text = line.toString('utf8')
  try {
    const entry = JSON.parse(text)
    const [sequence, at, type, account, organisation, role, referral, detail] = JSON.parse(
      entry.text,
    )
    const fields = { sequence, at, type, account, organisation, role, referral, detail }
    const { text: hashed, previous, hash } = entry
    const spelled = JSON.stringify({ ...fields, text: hashed, previous, hash })
    const isSpelled = spelled === text && isUtf8(line)
    const isRead = Number.isSafeInteger(sequence) && isHash.test(previous) && isHash.test(hash)
    if (isRead) return { sequence, type, hashed, previous, hash, isSpelled }
  } catch {
    // Said below, as of any other line that is not one of an export.
  }
  throw new Wrong(expected, `Entry ${expected} cannot be read: its line was changed`)
}

/**
 * Follows a trail line by line.
 * @param {ReadonlyMap<number, Checkpoint[]>} checkpoints by the number of the entry that they sign
 */
function follow(checkpoints) {
  let last = { sequence: 0, hash: genesis }
  const waiting = new Set(checkpoints.keys())
  let entries = 0
  let signed = 0
  let held = 0
  /** @type {Wrong | undefined} */
  let gap

  /** @param {Buffer} line */
  const check = (line) => {
    const expected = last.sequence + 1
    const { sequence, type, hashed, previous, hash, isSpelled } = readEntry(line, expected)
    const name = `Entry ${sequence}`
    const made = digest(
      'sha256',
      Buffer.concat([Buffer.from(previous, 'hex'), Buffer.from(hashed)]),
    )
    const follows = previous === last.hash
    // Even its number may be false then: it is the one that stands here.
    if (follows && made !== hash)
      throw new Wrong(expected, `Entry ${expected} was changed: its hash is not that of its text`)
    if (!follows && sequence > expected)
      throw new Wrong(
        expected,
        `${range(expected, sequence - 1)} missing: entry ${sequence} stands after ${last.sequence === 0 ? 'the beginning' : `entry ${last.sequence}`}`,
      )
    if (sequence < expected)
      throw new Wrong(sequence, `${name} stands out of its place, after entry ${last.sequence}`)
    if (made !== hash)
      throw new Wrong(sequence, `${name} was changed: its hash is not that of its text`)
    if (!isSpelled)
      throw new Wrong(sequence, `${name} was changed: its fields are not those that were hashed`)
    if (!follows)
      throw new Wrong(
        sequence,
        `${name} does not follow the entry before it: one of the two was changed, or entries were put in or taken out`,
      )
    if (sequence > expected)
      gap ??= new Wrong(
        expected,
        `${range(expected, sequence - 1)} missing, and the chain was closed over the gap`,
      )
    if (type === numbered) gap = undefined
    for (const checkpoint of checkpoints.get(sequence) ?? []) {
      if (checkpoint.hash !== Buffer.from(hash, 'hex').toString('base64'))
        throw new Wrong(
          sequence,
          `${name} is not the one that was signed at ${checkpoint.at}: the trail was rewritten at entry ${sequence} or before it, after entry ${signed}`,
        )
      held += 1
    }
    if (waiting.delete(sequence)) signed = sequence
    last = { sequence, hash }
    entries += 1
  }

  /** @param {Buffer} rest what stands after the last end of a line */
  const end = (rest) => {
    const next = last.sequence + 1
    if (rest.length > 0) throw new Wrong(next, `The file ends within entry ${next}`)
    if (gap) throw gap
    const missing = [...waiting].filter((sequence) => sequence > last.sequence)
    if (missing.length > 0) {
      const furthest = Math.max(...missing)
      const at = checkpoints.get(furthest)?.[0]?.at
      throw new Wrong(
        next,
        `${range(next, furthest)} missing: the end was cut off. A checkpoint of ${at} signed entry ${furthest}`,
      )
    }
    const unseen = Math.min(...waiting)
    if (waiting.size > 0) throw new Wrong(unseen, `Entry ${unseen} is missing: it was signed`)
    if (entries === 0) throw new Wrong(null, 'There is no entry')
    return { entries, held, signed, last: last.sequence }
  }
  return { check, end }
}

const nothing = Buffer.alloc(0)

/**
 * The chunks of a file, one after the other in the same memory: a stream takes more of it each time,
 * and frees it late where the processor is busy.
 * @param {string} file
 */
async function* chunksOf(file) {
  const handle = await open(file)
  const memory = Buffer.alloc(2 ** 20)
  try {
    for (;;) {
      const { bytesRead } = await handle.read(memory)
      if (bytesRead === 0) return
      yield memory.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/**
 * Checks a trail, chunk by chunk: a trail of any length takes the same memory.
 * @param {AsyncIterable<Buffer> | Iterable<Buffer>} chunks of the export
 * @param {readonly Checkpoint[]} given
 */
export async function verifyTrail(chunks, given = []) {
  /** @type {Map<number, Checkpoint[]>} */
  const checkpoints = new Map()
  for (const checkpoint of given)
    checkpoints.set(checkpoint.sequence, [
      ...(checkpoints.get(checkpoint.sequence) ?? []),
      checkpoint,
    ])
  const { check, end } = follow(checkpoints)
  let rest = nothing
  try {
    for await (const chunk of chunks) {
      let from = 0
      for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
        const line = chunk.subarray(from, to)
        check(rest.length > 0 ? Buffer.concat([rest, line]) : line)
        rest = nothing
        from = to + 1
      }
      // A copy, because whoever gives the next chunk may use the same memory for it.
      rest = Buffer.concat([rest, chunk.subarray(from)])
    }
    return end(rest)
  } catch (error) {
    if (error instanceof Wrong) return { entry: error.entry, says: error.message }
    throw error
  }
}

/**
 * Reads a checkpoint: a signed note (C2SP signed-note) of who, how far, which hash and when.
 * @param {string} name of its file
 * @param {string} note
 * @param {import('node:crypto').KeyObject} key an Ed25519 public key
 * @returns {Checkpoint | Finding}
 */
export function readCheckpoint(name, note, key) {
  const wrong = (/** @type {string} */ how) => ({ entry: null, says: `Checkpoint ${name} ${how}` })
  const [, text = '', origin = '', size = '', hash = '', at = '', signer, given = ''] =
    /^((\S+)\n(\d+)\n(\S+)\nat (\S+)\n)\n— (\S+) (\S+)\n$/.exec(note) ?? []
  const signature = Buffer.from(given, 'base64')
  if (origin === '' || signer !== origin || signature.toString('base64') !== given)
    return wrong('cannot be read: it was changed')
  const raw = key.export({ format: 'der', type: 'spki' }).subarray(-32)
  const keyId = createHash('sha256').update(`${origin}\n\u0001`).update(raw).digest().subarray(0, 4)
  if (!signature.subarray(0, 4).equals(keyId)) return wrong('was signed with another key')
  if (!verify(null, Buffer.from(text), key, signature.subarray(4)))
    return wrong('does not hold: its signature is not of its text')
  return { sequence: Number(size), hash, at, name }
}

/** @param {string} folder @returns {string[]} */
const notesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return notesIn(path)
      return entry.name.endsWith('.note') ? [path] : []
    })
    .sort()

/** @param {string} line @returns {never} */
const refuse = (line) => {
  console.error(line)
  process.exit(2)
}

/** @param {string[]} given */
function readArguments(given) {
  /** @type {Record<string, string | undefined>} */
  const options = {}
  const files = []
  for (let index = 0; index < given.length; index += 1) {
    const [, name] = /^--(checkpoints|key)$/.exec(given[index] ?? '') ?? []
    if (name) options[name] = given[(index += 1)]
    else files.push(given[index])
  }
  const { checkpoints, key } = options
  const [file] = files
  if (!file || files.length > 1 || Boolean(checkpoints) !== Boolean(key))
    refuse(
      'Say: npm run audit:verify -- <export.jsonl> [--checkpoints <folder> --key <public-key.pem>]',
    )
  const what = (/** @type {string} */ path) => statSync(path, { throwIfNoEntry: false })
  for (const path of key ? [file, key] : [file])
    if (!what(path)?.isFile()) refuse(`There is no file ${path}`)
  if (checkpoints && !what(checkpoints)?.isDirectory()) refuse(`There is no folder ${checkpoints}`)
  return { file, checkpoints, key }
}

/** @param {number} number @param {string} noun */
const count = (number, noun) => `${number.toLocaleString('en-GB')} ${noun}`

/** @param {string[]} given */
async function main(given) {
  const { file, checkpoints: folder, key: keyFile } = readArguments(given)
  /** @type {Checkpoint[]} */
  const checkpoints = []
  if (folder && keyFile) {
    const key = createPublicKey(readFileSync(keyFile))
    for (const path of notesIn(folder)) {
      const read = readCheckpoint(path, readFileSync(path, 'utf8'), key)
      if ('says' in read) return [read.says]
      checkpoints.push(read)
    }
    if (checkpoints.length === 0) return [`There is no checkpoint in ${folder}`]
  }
  const found = await verifyTrail(chunksOf(file), checkpoints)
  if ('says' in found) return [`${found.says}.`]
  const { entries, held, last, signed } = found
  console.log(
    `${count(entries, entries === 1 ? 'entry holds' : 'entries hold')}, ${count(held, held === 1 ? 'checkpoint holds' : 'checkpoints hold')}.`,
  )
  if (held === 0)
    console.log(
      'Without checkpoints nobody can tell whether the end was cut off, or all of it was rewritten.',
    )
  else if (signed < last) console.log(`The entries after ${signed} are not signed yet.`)
  return []
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , ...given] = process.argv
  const findings = await main(given)
  for (const line of findings) console.error(line)
  process.exitCode = findings.length > 0 ? 1 : 0
}
