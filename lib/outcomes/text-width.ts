/**
 * The width of characters in thousandths of their size: never less than in Noto Sans or Helvetica, so
 * that what is laid out by it fits whichever of them draws it.
 */
const regular = {
  225: "'",
  275: 'ijl’‘',
  300: ' !,.:;',
  350: '()-I[]`f',
  375: '/\\t',
  400: '{}',
  425: '"r',
  500: 'Jcsz“”',
  525: 'vy',
  550: 'kx',
  575: '$*0123456789?L^_ae|£–',
  600: '+<=>~',
  625: 'FTZbdghnopqu',
  650: '#',
  675: 'ABEKPSVXY',
  725: 'CR',
  750: '&DHU',
  775: 'N',
  800: 'GOQw',
  900: '%',
  925: 'M',
  950: 'Wm',
  1025: '@—',
}
const bold = {
  275: "'",
  300: ' ,.ijl',
  350: '!()-:;[]’‘',
  375: '`',
  400: 'If{}',
  425: '/\\',
  450: 'rt',
  500: '"z',
  550: '*“”',
  575: '$0123456789J_csvy|£–',
  600: '+<=>^aex~',
  625: '?FLTZko',
  650: '#bdghnpqu',
  675: 'EPSVXY',
  725: 'ABCKR',
  750: '&D',
  775: 'HU',
  800: 'GOQ',
  825: 'N',
  875: 'w',
  925: '%',
  950: 'M',
  1000: '@Wm—',
}
const widest = 1_100

const byCharacter = (widths: Readonly<Record<number, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(widths).flatMap(([width, characters]) =>
      [...characters].map((character) => [character, Number(width)] as const),
    ),
  )
const widthsIn = { regular: byCharacter(regular), bold: byCharacter(bold) }
const marks = /\p{M}/gu
const isPlain = /^[ -~]*$/

/** Letters alone, without the marks on them, which take no room. */
const lettersOf = (text: string) =>
  isPlain.test(text) ? text : text.normalize('NFD').replace(marks, '')

/** The width that a text takes at most in one line, in the unit of its size. */
export const widthOf = (text: string, size: number, isBold = false): number => {
  const widths = isBold ? widthsIn.bold : widthsIn.regular
  let sum = 0
  for (const character of lettersOf(text)) sum += widths.get(character) ?? widest
  return (sum * size) / 1_000
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A word that is wider than a line, in pieces that fit; one character at least in each. */
const inPieces = (word: string, width: number, size: number): readonly string[] => {
  if (widthOf(word, size) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const { segment } of graphemes.segment(word)) {
    if (piece && widthOf(piece + segment, size) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += segment
  }
  return [...pieces, piece]
}

/** A text in lines that are no wider than this. A word alone is broken where it has to be. */
export const linesWithin = (text: string, width: number, size: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((each) => inPieces(each, width, size))) {
    const longer = line ? `${line} ${word}` : word
    if (widthOf(longer, size) <= width) line = longer
    else {
      if (line) lines.push(line)
      line = word
    }
  }
  return [...lines, line]
}
