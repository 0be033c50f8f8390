import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { create } from 'fontkit'
import PDFDocument from 'pdfkit'
import { drawFigure, roomOf } from './pdf-figure.mjs'
import { lineOf, linesOf } from './pdf-lines.mjs'
import { drawTable } from './pdf-table.mjs'

/**
 * Draws a paper as a tagged PDF in a thread of its own. Nothing that people typed is read as anything
 * but text: no links, no forms, no scripts, no HTML.
 * @typedef {import('./paper').Paper} Paper
 * @typedef {import('./paper').Block} Block
 * @typedef {import('./pdf-lines.mjs').Line} Line
 * @typedef {object} Style
 * @property {number} size
 * @property {boolean} [bold]
 * @property {number} [indent]
 * @property {number} [width]
 * @property {number} [align] how much of the room beside a line stands before it: 0, a half or 1
 * @typedef {object} Pen what draws, and where on which page it is
 * @property {any} doc
 * @property {{ y: number, pages: number }} at
 * @property {number} top
 * @property {number} bottom
 * @property {number} left
 * @property {number} width
 * @property {number} leading
 * @property {() => void} addPage
 * @property {(style: Style) => (text: string) => number} measureBy
 * @property {(line: Line, x: number, y: number, style: Style) => void} drawLine
 * @property {(tag: string, element: any, line: Line, x: number, y: number, style: Style) => void} drawTagged
 * @property {(tag: string, parent: any, text: string, style: Style, after: number) => void} say
 */

const margin = { side: 56, top: 72, bottom: 72 }
const sizes = { title: 22, heading: 15, text: 11, small: 8.5 }
const leading = 1.4
const ink = '#0b0c0c'

/** @type {Map<string, object>} */
const fontsRead = new Map()

/**
 * The tables of a font are read once for all papers. What letters it has met is of one paper alone: a
 * glyph keeps the letter that it was first met as.
 * @param {string} file
 */
const openFont = (file) => {
  const font = fontsRead.get(file) ?? create(readFileSync(file))
  fontsRead.set(file, font)
  return Object.create(font, { _glyphs: { value: {} } })
}

/** @param {Paper} paper @param {Record<string, string>} fonts @returns {Promise<Buffer>} */
export const drawPdf = (paper, fonts) => {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left: margin.side, right: margin.side, top: margin.top, bottom: 0 },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: false,
    info: { Title: paper.title, Creator: 'Modern slavery referral service', Producer: 'PDFKit' },
  })
  /** @type {Buffer[]} */
  const chunks = []
  doc.on('data', (chunk) => chunks.push(chunk))
  const drawn = new Promise((resolve, reject) => {
    doc.once('end', () => resolve(Buffer.concat(chunks)))
    doc.once('error', reject)
  })
  const width = 595.28 - 2 * margin.side
  const bottom = 841.89 - margin.bottom
  const at = { y: 0, pages: 0 }

  /** @type {Set<string>} */
  const used = new Set()
  /** @param {string} script @param {boolean | undefined} bold */
  const font = (script, bold) => {
    const name = bold ? `${script}Bold` : script
    if (!used.has(name)) doc.registerFont(name, openFont(fonts[name]))
    used.add(name)
    return doc.font(name)
  }

  /**
   * The width of a run. A few rare marks cannot be set by their font: they stand beside their letter.
   * @param {import('./pdf-lines.mjs').Run} run @param {boolean | undefined} bold @param {number} size
   */
  const measureRun = ({ text, script }, bold, size) => {
    const own = font(script, bold).fontSize(size)
    try {
      return { width: own.widthOfString(text), options: {} }
    } catch {
      const options = { features: { mark: false, mkmk: false } }
      return { width: own.widthOfString(text, options), options }
    }
  }

  /** @param {Line} line @param {number} x @param {number} y @param {Style} style */
  const drawLine = (line, x, y, { size, bold, width: room = width, align }) => {
    const runs = line.runs.map((run) => ({ ...run, ...measureRun(run, bold, size) }))
    const spare = room - runs.reduce((sum, one) => sum + one.width, 0)
    let from = x + spare * (align ?? Number(line.isRightToLeft))
    for (const { text, script, width: own, options } of runs) {
      const style = { lineBreak: false, baseline: 'alphabetic', ...options }
      font(script, bold).fontSize(size).text(text, from, y, style)
      from += own
    }
  }

  /**
   * Each line with its text beside it, so that what is read aloud or copied is what was typed.
   * @param {string} tag @param {any} element @param {Line} line @param {number} x @param {number} y @param {Style} style
   */
  const drawTagged = (tag, element, line, x, y, style) => {
    element.add(doc.markStructureContent(tag))
    doc.markContent('Span', { actual: `${line.text} ` })
    drawLine(line, x, y, style)
    doc.endMarkedContent()
    doc.endMarkedContent()
  }

  /**
   * How wide words are, in ems.
   * @type {Record<'bold' | 'regular', Map<string, number>>}
   */
  const widths = { bold: new Map(), regular: new Map() }

  /** @param {string} text @param {boolean | undefined} bold */
  const widthOfRuns = (text, bold) =>
    lineOf(text).runs.reduce((total, run) => total + measureRun(run, bold, 1).width, 0)

  /**
   * The width of a word. It is set with the space after it, as it is when it is drawn: setting is slow,
   * and its outcome is kept.
   * @param {string} word @param {boolean | undefined} bold
   */
  const widthOf = (word, bold) => {
    const known = widths[bold ? 'bold' : 'regular']
    const found = known.get(word)
    if (found !== undefined) return found
    const width = widthOfRuns(`${word} `, bold) - (word ? widthOf('', bold) : 0)
    known.set(word, width)
    return width
  }

  /** @param {Style} style */
  const measureBy = ({ size, bold }) => {
    /** @param {string} text */
    return (text) => {
      const words = text.split(' ')
      const spaces = widthOf('', bold) * (words.length - 1)
      return size * words.reduce((sum, word) => sum + (word ? widthOf(word, bold) : 0), spaces)
    }
  }

  /** @param {string} text @param {number} y @param {Style} style */
  const drawArtifact = (text, y, style) => {
    const [line] = linesOf(text, width, measureBy(style))
    if (line) drawLine(line, margin.side, y, style)
  }

  const addPage = () => {
    doc.addPage()
    at.pages += 1
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.fillColor('#505a5f')
    drawArtifact(paper.marking, 40, { size: sizes.small, bold: true })
    drawArtifact(`${paper.madeFor} · page ${at.pages}`, bottom + 30, { size: sizes.small })
    if (!paper.isOfNumbers) drawAcross()
    doc.fillColor(ink)
    doc.endMarkedContent()
    at.y = pen.top
  }

  const drawAcross = () => {
    doc
      .save()
      .rotate(-50, { origin: [297, 421] })
      .fillOpacity(0.12)
    const size = Math.min(20, 900 / paper.madeFor.length)
    const [line] = linesOf(paper.madeFor, Infinity, () => 0)
    const length = measureBy({ size, bold: true })(paper.madeFor)
    if (line) drawLine(line, (595.28 - length) / 2, 421, { size, bold: true })
    doc.restore().fillOpacity(1)
  }

  /** @param {string} tag @param {any} parent @param {string} text @param {Style} style @param {number} after */
  const say = (tag, parent, text, style, after) => {
    const { size, indent = 0 } = style
    const room = (style.width ?? width) - indent
    const lines = linesOf(text, room, measureBy(style))
    // A heading is not left alone at the foot of a page, nor one line of many.
    const needed = tag.startsWith('H') ? 4 : Math.min(lines.length, 2)
    if (at.y + needed * size * leading > bottom) addPage()
    const element = doc.struct(tag)
    parent.add(element)
    for (const line of lines) {
      if (at.y + size * leading > bottom) addPage()
      drawTagged(tag, element, line, margin.side + indent, at.y + size, { ...style, width: room })
      at.y += size * leading
    }
    element.end()
    at.y += after
  }

  /** @param {any} root @param {readonly string[]} items */
  const drawList = (root, items) => {
    const list = doc.struct('L')
    root.add(list)
    for (const item of items) {
      const entry = doc.struct('LI')
      list.add(entry)
      if (at.y + 2 * sizes.text * leading > bottom) addPage()
      doc.markContent('Artifact', { type: 'Layout' })
      doc.circle(margin.side + 5, at.y + 8, 1.8).fill(ink)
      doc.endMarkedContent()
      say('LBody', entry, item, { size: sizes.text, indent: 16 }, 3)
      entry.end()
    }
    list.end()
    at.y += 6
  }

  /** @param {any} root @param {Extract<Block, { kind: 'answers' }>['answers']} answers */
  const drawAnswers = (root, answers) => {
    for (const { label, value, note } of answers) {
      const group = doc.struct('Div')
      root.add(group)
      if (at.y + 4 * sizes.text * leading > bottom) addPage()
      say('P', group, label, { size: sizes.text, bold: true }, 1)
      if (value) say('P', group, value, { size: sizes.text, indent: 12 }, note ? 1 : 8)
      if (note) say('P', group, note, { size: sizes.small, indent: 12 }, 8)
      group.end()
    }
  }

  /** @type {Pen} */
  const pen = {
    doc,
    at,
    top: margin.top + 8,
    bottom,
    left: margin.side,
    width,
    leading,
    addPage,
    measureBy,
    drawLine,
    drawTagged,
    say,
  }

  /** @param {any} root @param {Block} block */
  const drawBlock = (root, block) => {
    if (block.kind === 'text')
      say('P', root, block.text, { size: block.isSmall ? sizes.small : sizes.text }, 8)
    if (block.kind === 'list') drawList(root, block.items)
    if (block.kind === 'answers') drawAnswers(root, block.answers)
    if (block.kind === 'table') drawTable(pen, root, block)
    if (block.kind === 'figure') drawFigure(pen, root, block)
  }

  const root = doc.struct('Document')
  doc.addStructure(root)
  addPage()
  say('H1', root, paper.title, { size: sizes.title, bold: true }, 8)
  for (const text of paper.introduction) say('P', root, text, { size: sizes.text }, 6)
  for (const { heading, blocks, startsPage } of paper.sections) {
    const section = doc.struct('Sect')
    root.add(section)
    at.y += 10
    const [first] = blocks
    const together = first?.kind === 'figure' ? roomOf(pen, first) + 2 * sizes.heading : 0
    if (startsPage || (together > 0 && at.y + together > bottom)) addPage()
    say('H2', section, heading, { size: sizes.heading, bold: true }, 6)
    for (const block of blocks) drawBlock(section, block)
    section.end()
  }
  root.end()
  doc.end()
  return /** @type {Promise<Buffer>} */ (drawn)
}

parentPort?.on('message', async ({ paper, fonts }) => {
  parentPort?.postMessage(await drawPdf(paper, fonts))
})
