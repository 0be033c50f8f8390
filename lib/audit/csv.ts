/**
 * What programs for tables would run as a formula, also behind spaces and marks that nobody sees and
 * in full width (OWASP ASVS 5.0, 1.2.10).
 */
const formula = /^[\s\uFEFF\u200B]*[=+\-@|%＝＋－＠\t\r]/

/** One cell: always in quotes, and as text where it begins like a formula. */
export const csvCell = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = formula.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** One line of a file of comma-separated values (RFC 4180), with its end. */
export const csvLine = (values: readonly unknown[]) => `${values.map(csvCell).join(',')}\r\n`
