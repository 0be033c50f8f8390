/** An address in the four parts that the Home Office form has. */
export interface PostalAddress {
  readonly street?: string
  readonly town?: string
  readonly county?: string
  readonly postcode?: string
}

const postcode = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/iu

/**
 * Reads an address that was typed on lines of its own, or between commas: the postcode by its shape,
 * the county where it is one that the form names, the town before them, and the rest as the street.
 * A part that cannot be told is left out, never guessed: one line alone is the street.
 * @param typed the address
 * @param isCounty whether a line is the name of a county
 */
export const postalAddressOf = (
  typed: string,
  isCounty: (line: string) => boolean,
): PostalAddress => {
  const code = postcode.exec(typed)
  const parts = typed
    .replace(postcode, '')
    .split(/[\n,]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const last = parts.at(-1)
  const county = parts.length > 1 && last !== undefined && isCounty(last) ? parts.pop() : undefined
  const town = parts.length > 1 ? parts.pop() : undefined
  return {
    street: parts.join(', ') || undefined,
    town,
    county,
    postcode: code ? `${code[1]} ${code[2]}`.toUpperCase() : undefined,
  }
}
