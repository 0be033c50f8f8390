import type { Refused } from './refused'

/** Names may be spelled with `#` and two digits (ISO 32000-1, 7.3.5): /J#61vaScript is /JavaScript. */
const unescaped = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

const isMarkup = /<\s*(!doctype|html|head|body|script|svg|iframe|\?php)/i
const isEncrypted = /\/Encrypt\s*(<<|\d+\s+\d+\s+R)/
const acts =
  /\/(JS|JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b|\/(OpenAction|AA)\s*(<<|\d+\s)/

/**
 * What a PDF is by its structure: a header at its first byte, a cross-reference and an end near its
 * last, and no markup before its objects, which would make it a web page too.
 * @returns why it is refused; or whether it says that it runs or carries something. What is inside a
 * compressed stream is not looked into: a scanner does that
 */
export const readPdf = (bytes: Uint8Array): { refused: Refused } | { isActive: boolean } => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const [, after] = /startxref\s+\d+\s+%%EOF([^]*)$/.exec(text.slice(-2048)) ?? []
  const isWhole = /^%PDF-[12]\.\d/.test(text) && after !== undefined && /\bobj\b/.test(text)
  if (!isWhole || isMarkup.test(text.slice(0, 1024)) || isMarkup.test(after))
    return { refused: 'content' }
  const names = unescaped(text)
  if (isEncrypted.test(names)) return { refused: 'locked' }
  return { isActive: acts.test(names) }
}
