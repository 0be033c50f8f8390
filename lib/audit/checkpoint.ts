/** What is signed of the trail: that its entry with this number has this hash. */
export interface Checkpoint {
  /** Whose trail it is: the host of the service and `/audit`. Also the name of the key. */
  readonly origin: string
  /** The number of the newest entry. */
  readonly sequence: bigint
  /** Its SHA-256, over the whole trail before it. */
  readonly hash: Uint8Array
  readonly at: Date
}

export interface SignedCheckpoint extends Checkpoint {
  /** The bytes that are signed, as text. */
  readonly text: string
  /** Four bytes that tell the key, and the 64 of the signature. */
  readonly signature: Uint8Array
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/**
 * The text that is signed: a checkpoint as of C2SP tlog-checkpoint, with the time as its one extension
 * line. Where logs of certificates say the root of a tree, it says the end of our chain.
 */
export const checkpointText = ({ origin, sequence, hash, at }: Checkpoint) =>
  `${origin}\n${sequence}\n${base64(hash)}\nat ${at.toISOString()}\n`

/** A checkpoint with its signature: a signed note, as of C2SP signed-note. */
export const signedNote = ({ origin, text, signature }: SignedCheckpoint) =>
  `${text}\n— ${origin} ${base64(signature)}\n`

const note = /^(\S+)\n(\d{1,18})\n([A-Za-z0-9+/]{43}=)\nat (\S+)\n\n— (\S+) ([A-Za-z0-9+/]{91}=)\n$/

/** Reads a signed note; `undefined` where it is none of ours. Whether the signature holds is not asked. */
export const readNote = (given: string): SignedCheckpoint | undefined => {
  const [, origin = '', sequence = '', hash = '', at = '', name, signature = ''] =
    note.exec(given) ?? []
  if (origin === '' || name !== origin) return undefined
  const read = {
    origin,
    sequence: BigInt(sequence),
    hash: Buffer.from(hash, 'base64'),
    at: new Date(at),
  }
  return {
    ...read,
    text: `${given.split('\n\n')[0]}\n`,
    signature: Buffer.from(signature, 'base64'),
  }
}

/** How much may happen after a checkpoint before the next: so much of a trail can be cut off unseen. */
export const between = { events: 1_000n, seconds: 5 * 60 } as const

/** Whether it is time for a checkpoint of a trail that ends with an entry. */
export const isCheckpointDue = (
  last: Pick<Checkpoint, 'sequence' | 'at'> | null,
  sequence: bigint,
  now: Date,
) => {
  const since = sequence - (last?.sequence ?? 0n)
  if (since <= 0n) return false
  if (!last || since >= between.events) return true
  return now.getTime() - last.at.getTime() >= between.seconds * 1000
}

/** What the database says of the trail when a checkpoint is to be signed. */
export interface TrailState {
  readonly sequence: bigint
  readonly hash: Uint8Array
  /** The hash of the newest entry, which the head of the trail must have. */
  readonly newest_hash: Uint8Array | null
  /** The hash of the entry that was signed last. */
  readonly signed_hash: Uint8Array | null
}

/** Why a checkpoint is not signed. */
export const doubts = {
  head: 'The head of the audit trail is not its newest entry',
  changed: 'The entry of the audit trail that was signed last is gone or was changed',
  note: 'The newest checkpoint was changed, or was signed with another key',
} as const

export type Doubt = keyof typeof doubts

const isSame = (one: Uint8Array | null, other: Uint8Array) =>
  one !== null && Buffer.compare(one, other) === 0

/** What of the trail is not as it must be since the last checkpoint; `undefined` where nothing is. */
export const doubtOf = (
  last: Pick<Checkpoint, 'hash'> | null,
  { sequence, hash, newest_hash, signed_hash }: TrailState,
): Doubt | undefined => {
  if (sequence > 0n && !isSame(newest_hash, hash)) return 'head'
  if (last && !isSame(signed_hash, last.hash)) return 'changed'
  return undefined
}
