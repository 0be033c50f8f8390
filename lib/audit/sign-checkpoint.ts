import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { type Checkpoint, checkpointText, type SignedCheckpoint } from './checkpoint'

/** What stands before the 32 bytes of a private Ed25519 key in PKCS #8 (RFC 8410). */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519 = Buffer.from([1])

const privateKey = (secret: string) =>
  createPrivateKey({
    key: Buffer.concat([prefix, Buffer.from(secret, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  })

/** The public key of AUDIT_KEY in PEM: with it anybody can check what was signed. */
export const readPublicKey = (secret: string) =>
  createPublicKey(privateKey(secret)).export({ format: 'pem', type: 'spki' }).toString()

/** The four bytes by which a signature tells its key (C2SP signed-note). */
const hashKey = (secret: string, name: string) => {
  const raw = createPublicKey(privateKey(secret)).export({ format: 'der', type: 'spki' })
  return createHash('sha256')
    .update(`${name}\n`)
    .update(ed25519)
    .update(raw.subarray(-32))
    .digest()
    .subarray(0, 4)
}

/**
 * Signs a text as a signed note is (C2SP signed-note).
 * @param secret the 32 bytes of an Ed25519 key in base64
 * @param name of the key
 * @returns the four bytes that tell the key, and the 64 of the signature
 */
export const signText = (secret: string, name: string, text: string) =>
  Buffer.concat([hashKey(secret, name), sign(null, Buffer.from(text), privateKey(secret))])

/** Signs a checkpoint with AUDIT_KEY. */
export const signCheckpoint = (secret: string, checkpoint: Checkpoint): SignedCheckpoint => {
  const text = checkpointText(checkpoint)
  return { ...checkpoint, text, signature: signText(secret, checkpoint.origin, text) }
}

/** Whether a checkpoint was signed with this key. */
export const verifyCheckpoint = (secret: string, { text, signature }: SignedCheckpoint) =>
  verify(null, Buffer.from(text), createPublicKey(privateKey(secret)), signature.subarray(4))
