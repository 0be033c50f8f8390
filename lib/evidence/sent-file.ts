import { shows } from './evidence-form'
import { kinds, type Kind } from './kinds'

/** What the headers of a file say that a partner's system sends. */
export interface SentFile {
  /** A name made from its type: a system need not send the one that a person gave it. */
  readonly name: string
  /** The fields that the page's form would have. */
  readonly form: URLSearchParams
}

const hexOf = (base64: string) => Buffer.from(base64, 'base64').toString('hex')

/** The SHA-256 of the body: RFC 9530 Content-Digest, or in hexadecimal as S3 has it. */
const digestIn = (header: (name: string) => string | null) => {
  const [, base64] =
    /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header('content-digest') ?? '') ?? []
  if (base64) return hexOf(base64)
  const hex = header('x-content-sha256')?.toLowerCase() ?? ''
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * Reads what the headers of the partner API say about a file: its type, its SHA-256, what it is
 * (percent-encoded UTF-8) and what it shows. Nothing of it may stand in the address.
 */
export const readSentFile = (
  header: (name: string) => string | null,
): SentFile | { readonly problem: string } => {
  const type = (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one].original.type === type)
  if (!kind) return { problem: 'The content type must be that of a JPEG, PNG, HEIC, PDF or DOCX' }
  const sha256 = digestIn(header)
  if (!sha256) return { problem: 'The SHA-256 of the file must be in Content-Digest' }
  const label = decoded(header('evidence-label') ?? '')
  if (label === undefined) return { problem: 'Evidence-Label must be percent-encoded UTF-8' }
  const parts = (header('evidence-shows') ?? Object.keys(shows).join(',')).split(',')
  const given = header('idempotency-key')
  if (given && given.length > 190)
    return { problem: 'The idempotency key must be 190 characters or fewer' }
  const form = new URLSearchParams(parts.map((part) => ['shows', part.trim()]))
  form.set('label', label)
  form.set('sha256', sha256)
  // Without a key the same file is the same act of sending.
  form.set('key', `api:${given ?? sha256}`)
  return { name: `file.${kinds[kind].original.extension}`, form }
}
