import anyAscii from 'any-ascii'
import makeBidi from 'bidi-js'

/**
 * Text to lines of runs, in the order in which they are seen. A run has one font and one direction.
 * @typedef {'latin' | 'arabic' | 'ethiopic'} Script
 * @typedef {{ readonly text: string, readonly script: Script }} Run
 * @typedef {{ readonly text: string, readonly runs: readonly Run[], readonly isRightToLeft: boolean }} Line
 */

const bidi = makeBidi()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** @type {readonly (readonly [Script, RegExp])[]} */
const scripts = [
  ['arabic', /\p{Script_Extensions=Arabic}/u],
  ['ethiopic', /\p{Script_Extensions=Ethiopic}/u],
]

/**
 * @param {string} grapheme
 * @returns {Script}
 */
const scriptOf = (grapheme) =>
  /^[\p{Script=Common}\s]/u.test(grapheme) &&
  !/\p{Script=Arabic}|\p{Script=Ethiopic}/u.test(grapheme)
    ? 'latin'
    : (scripts.find(([, pattern]) => pattern.test(grapheme))?.[0] ?? 'latin')

/** @param {string} text */
const split = (text) =>
  [...graphemes.segment(text)].map(({ segment, index }) => ({ segment, index }))

/** Words in scripts that no font here can draw. Devanagari has glyphs, whose shaping is left to the font. */
const undrawn =
  /(?:(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Devanagari}\p{Script=Arabic}\p{Script=Ethiopic}])\p{L}\p{M}*)+/gu

/**
 * A text as it is drawn: words that no font has are said in our letters, in brackets. What was typed
 * stays the text of the file, for readers of screens and for whoever copies it.
 * @param {string} text
 */
const drawable = (text) => text.replace(undrawn, (word) => `[${anyAscii(word).trim() || '?'}]`)

/**
 * What has one font: neutral characters go with what stands before them, so that words stay whole.
 * @param {string} text
 * @returns {Run[]}
 */
const runsOf = (text) => {
  /** @type {{ text: string, script: Script }[]} */
  const runs = []
  for (const { segment } of split(text)) {
    const script = scriptOf(segment)
    const last = runs.at(-1)
    if (last?.script === script) last.text += segment
    else runs.push({ text: segment, script })
  }
  return runs
}

/**
 * A run of a line from right to left: its font turns Arabic itself, and nothing else.
 * @param {Run} run
 * @returns {Run}
 */
const turned = ({ text, script }) => ({
  script,
  text:
    script === 'arabic'
      ? text
      : split(text)
          .map(({ segment }) => bidi.getMirroredCharacter(segment) ?? segment)
          .reverse()
          .join(''),
})

/** Scripts that are written from left to right in the one font: no order has to be worked out. */
const isPlain = /^[\u0020-\u052f\u1e00-\u200d\u2010-\u2027\u2030-\u205f\u20a0-\u20cf]*$/

/**
 * One line as it is seen, from left to right. Source: Unicode Standard Annex 9.
 * @param {string} text
 * @returns {Line}
 */
export const lineOf = (text) => {
  if (isPlain.test(text)) return { text, runs: [{ text, script: 'latin' }], isRightToLeft: false }
  const drawn = drawable(text)
  const { levels, paragraphs } = bidi.getEmbeddingLevels(drawn)
  const isRightToLeft = ((paragraphs[0]?.level ?? 0) & 1) === 1
  /** @type {{ text: string, level: number }[]} */
  const parts = []
  for (const { segment, index } of split(drawn)) {
    const level = levels[index] ?? 0
    const last = parts.at(-1)
    if (last?.level === level) last.text += segment
    else parts.push({ text: segment, level })
  }
  const highest = Math.max(0, ...parts.map(({ level }) => level))
  let seen = parts
  for (let level = highest; level > 0; level -= 1) seen = turnAt(seen, level)
  const runs = seen.flatMap(({ text: part, level }) =>
    level & 1 ? runsOf(part).reverse().map(turned) : runsOf(part),
  )
  return { text, runs, isRightToLeft }
}

/**
 * @param {{ text: string, level: number }[]} parts
 * @param {number} from
 */
const turnAt = (parts, from) => {
  const turned = []
  for (let index = 0; index < parts.length;) {
    let end = index
    while (end < parts.length && (parts[end]?.level ?? 0) >= from) end += 1
    if (end === index) turned.push(parts[index++])
    else {
      turned.push(...parts.slice(index, end).reverse())
      index = end
    }
  }
  return /** @type {{ text: string, level: number }[]} */ (turned)
}

/**
 * @param {string} word
 * @param {number} width
 * @param {(text: string) => number} measure
 */
const breakWord = (word, width, measure) => {
  const pieces = ['']
  for (const { segment } of split(word)) {
    const longer = pieces[pieces.length - 1] + segment
    if (measure(longer) <= width || pieces.at(-1) === '') pieces[pieces.length - 1] = longer
    else pieces.push(segment)
  }
  return pieces
}

/**
 * @param {string} text one or more paragraphs
 * @param {number} width of a line, in points
 * @param {(text: string) => number} measure the width of a text, in points
 * @returns {Line[]}
 */
export const linesOf = (text, width, measure) =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => {
    /** @type {string[]} */
    const lines = []
    let line = ''
    for (const word of paragraph.split(/[ \t]+/)) {
      const longer = line ? `${line} ${word}` : word
      if (measure(longer) <= width) {
        line = longer
        continue
      }
      if (line) lines.push(line)
      const pieces = measure(word) <= width ? [word] : breakWord(word, width, measure)
      line = pieces.pop() ?? ''
      lines.push(...pieces)
    }
    return [...lines, line].map(lineOf)
  })
