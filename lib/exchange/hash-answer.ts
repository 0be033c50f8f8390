import { createHash } from 'node:crypto'

/** A digest of what is answered, in hexadecimal. */
export const hashAnswer = (answer: unknown) =>
  createHash('sha256').update(JSON.stringify(answer)).digest('hex')
