/** How often a referral was changed after it was sent: what whoever changes it must have seen. */
interface Version {
  readonly corrections: number
  readonly details: number
}

/**
 * The entity tag of a referral: its version, and a digest of all that is told of it. RFC 9110, 8.8.3.
 * @param digest of what is told, in hexadecimal
 */
export const referralTag = ({ corrections, details }: Version, digest: string) =>
  `"${corrections}.${details}-${digest.slice(0, 16)}"`

/**
 * The version in an If-Match header. What else is told of a referral may have changed meanwhile:
 * somebody who takes it up does not stand in the way of a correction.
 * @returns `undefined` where it is no tag of ours
 */
export const versionIn = (tag: string): Version | undefined => {
  const [, corrections, details] = /^"(\d{1,6})\.(\d{1,6})-[0-9a-f]{16}"$/.exec(tag.trim()) ?? []
  return corrections && details
    ? { corrections: Number(corrections), details: Number(details) }
    : undefined
}

/** Whether an If-None-Match header names a tag: RFC 9110, 13.1.2, a weak comparison. */
export const isNamedIn = (header: string | null, tag: string) =>
  header !== null &&
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
