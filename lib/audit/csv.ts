/**
 * What programs for tables would run as a formula, also behind spaces and marks that nobody sees and
 * in full width (OWASP ASVS 5.0, 1.2.10).
 */
const formula = /^[\s\uFEFF\u200B]*[=+\-@|%＝＋－＠\t\r]/

/** A text that no program for tables runs: behind an apostrophe where it begins like a formula. */
export const withoutFormula = (text: string) => (formula.test(text) ? `'${text}` : text)

/** One cell: always in quotes, and as text where it begins like a formula. */
export const csvCell = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value)
  return `"${withoutFormula(text).replaceAll('"', '""')}"`
}

/** One line of a file of comma-separated values (RFC 4180), with its end. */
export const csvLine = (values: readonly unknown[]) => `${values.map(csvCell).join(',')}\r\n`
