/** An entry of the trail as it is chained: `hash` is the SHA-256 of the bytes of `previous` and `text`. */
export interface ChainLink {
  /** What was hashed: `event_text` of the database. */
  readonly text: string
  /** Both in hexadecimal. */
  readonly previous: string
  readonly hash: string
}

/**
 * An entry as a line of an export, without its end: the fields for people and other programs, then
 * what was hashed. `scripts/audit-verify.mjs` takes no other spelling, so that a change of any byte shows.
 */
export const trailLine = ({ text, previous, hash }: ChainLink) => {
  const [sequence, at, type, account, organisation, role, referral, detail]: unknown[] =
    JSON.parse(text)
  const read = { sequence, at, type, account, organisation, role, referral, detail }
  return JSON.stringify({ ...read, text, previous, hash })
}
