import { linesOf, lineOf } from './pdf-lines.mjs'

/**
 * A figure in a PDF: its finding, and its chart as it is on a page.
 * @typedef {import('./draw-pdf.mjs').Pen} Pen
 * @typedef {import('../outcomes/mark').Drawing} Drawing
 * @typedef {Extract<Drawing['marks'][number], { kind: 'rect' }>} Rect
 * @typedef {Extract<import('./paper').Block, { kind: 'figure' }>} Figure
 */

const finding = { size: 12.5, bold: true }
const title = { size: 9.5 }
/** In units of a drawing: as wide as one may be on a page. */
const widest = 640
/** In units of a drawing, from its corner: how far apart the lines of a pattern are. */
const apart = 6

/** @param {any} doc @param {Rect} rect */
const drawLines = (doc, { x, y, width, height, lines }) => {
  doc.save().rect(x, y, width, height).clip()
  if (lines === 'upright')
    for (let at = Math.floor(x / apart) * apart; at < x + width; at += apart)
      doc.rect(at, y, 2, height)
  else
    for (let at = Math.floor(y / apart) * apart; at < y + height; at += apart)
      doc.rect(x, at, width, 2)
  doc.fill('#ffffff').restore()
}

/** @param {any} doc @param {Rect} rect */
const drawRect = (doc, rect) => {
  const { x, y, width, height, fill, lines, edge } = rect
  doc.rect(x, y, width, height).fill(fill)
  if (lines) drawLines(doc, rect)
  const stroke = edge ?? (lines && fill)
  if (stroke) doc.rect(x, y, width, height).lineWidth(1).stroke(stroke)
}

const aligned = { start: 0, middle: 0.5, end: 1 }

/** @param {Pen} pen @param {Drawing['marks'][number]} mark */
const drawMark = ({ doc, drawLine, measureBy }, mark) => {
  if (mark.kind === 'rect') drawRect(doc, mark)
  if (mark.kind === 'circle') doc.circle(mark.x, mark.y, mark.radius).fill(mark.fill)
  if (mark.kind === 'line')
    doc
      .moveTo(...mark.from)
      .lineTo(...mark.to)
      .lineWidth(mark.width)
      .stroke(mark.colour)
  if (mark.kind === 'text') {
    doc.fillColor(mark.colour)
    doc.markContent('Span', { actual: `${mark.text} ` })
    const { size, isBold: bold } = mark
    const fits = Math.min(1, mark.room / measureBy({ size, bold })(mark.text))
    const style = { size: size * fits, bold, width: 0, align: aligned[mark.anchor] }
    drawLine(lineOf(mark.text), mark.x, mark.y, style)
    doc.endMarkedContent()
  }
}

/** @param {Pen} pen @param {Drawing} drawing */
const scaleOf = ({ width, top, bottom }, drawing) =>
  Math.min(width / widest, (bottom - top - 100) / drawing.height)

/**
 * The height that a figure takes on one page, with its heading, in points.
 * @param {Pen} pen @param {Figure} figure
 */
export const roomOf = (pen, { heading, title: text, drawing }) => {
  const { width, leading, measureBy } = pen
  const lines = linesOf(heading, width, measureBy(finding)).length
  const head = lines * finding.size * leading + 6
  if (!drawing) return head + 60
  const under = linesOf(text, width, measureBy(title)).length * title.size * leading
  return head + under + 14 + drawing.height * scaleOf(pen, drawing)
}

/** @param {Pen} pen @param {any} root @param {Figure} figure */
export const drawFigure = (pen, root, figure) => {
  const { doc, at, left, bottom } = pen
  const { heading, title: text, drawing, inWords } = figure
  at.y += 8
  if (at.y + roomOf(pen, figure) > bottom) pen.addPage()
  pen.say('H3', root, heading, finding, 2)
  if (!drawing) return
  pen.say('P', root, text, title, 4)
  const scale = scaleOf(pen, drawing)
  const [width, height] = [drawing.width * scale, drawing.height * scale]
  const element = doc.struct('Figure', { alt: inWords })
  root.add(element)
  const foot = doc.page.height - at.y - height
  element.dictionary.data.A = {
    O: 'Layout',
    Placement: 'Block',
    BBox: [left, foot, left + width, foot + height],
  }
  element.add(doc.markStructureContent('Figure'))
  doc.save().translate(left, at.y).scale(scale)
  for (const mark of drawing.marks) drawMark(pen, mark)
  doc.restore()
  doc.endMarkedContent()
  doc.fillColor('#0b0c0c')
  element.end()
  at.y += height + 8
}
