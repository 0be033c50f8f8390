import { createHash } from 'node:crypto'

/** A secret token as it is stored: its SHA-256, so that a stolen backup opens no session. */
export const hashToken = (token: string) =>
  new Uint8Array(createHash('sha256').update(token).digest())
