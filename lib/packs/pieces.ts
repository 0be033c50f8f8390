/** Where a text may be cut, the best first: between paragraphs, lines, sentences, words. */
const seams = [/\n{2,}/gu, /\n/gu, /[.!?…。؟]\s+/gu, /\s+/gu]

const cutAt = (text: string, limit: number) => {
  const head = text.slice(0, limit)
  for (const seam of seams) {
    const end = [...head.matchAll(seam)].map((found) => found.index + found[0].length).at(-1)
    if (end !== undefined && end > limit / 2) return end
  }
  const splitsPair = /[\uD800-\uDBFF]$/.test(head)
  return splitsPair && limit > 1 ? limit - 1 : limit
}

/**
 * A text in pieces of which each fits a field: cut where a paragraph, a line, a sentence or a word
 * ends, and never inside a character. Joined again they are the text.
 * @param text the whole text
 * @param limit the most characters of a piece, in UTF-16 units, as the Home Office form counts them
 */
export const piecesOf = (text: string, limit: number): readonly string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > limit) {
    const end = cutAt(rest, limit)
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest]
}
