import { linesOf } from './pdf-lines.mjs'

/**
 * @typedef {import('./pdf-lines.mjs').Line} Line
 * @typedef {import('./draw-pdf.mjs').Style} Style
 * @typedef {import('./draw-pdf.mjs').Pen} Pen
 * @typedef {Extract<import('./paper').Block, { kind: 'table' }>} Table
 */

const padding = 8

/** @param {readonly number[]} all */
const sum = (all) => all.reduce((so, one) => so + one, 0)

/**
 * How wide the columns of a table of numbers are: as their words need, then as their texts want. Names
 * of columns want two lines at most.
 * @param {readonly string[]} columns
 * @param {readonly (readonly string[])[]} rows
 * @param {number} width of all columns, in points
 * @param {(text: string) => number} measure the width of a text, in points
 */
const widthsOf = (columns, rows, width, measure) => {
  /** @param {string} cell */
  const longestWord = (cell) => Math.max(...cell.split(' ').map(measure))
  /** @param {(cell: string) => number} ofName @param {(cell: string) => number} ofCell */
  const most = (ofName, ofCell) =>
    columns.map(
      (name, column) =>
        Math.max(ofName(name), ...rows.map((row) => ofCell(row[column] ?? ''))) + padding + 1,
    )
  const needed = most(longestWord, longestWord)
  const wanted = most((name) => Math.max(longestWord(name), measure(name) * 0.6), measure)
  const spare = width - sum(needed)
  if (spare <= 0) return needed.map((one) => (one * width) / sum(needed))
  const more = sum(wanted) - sum(needed)
  // A short table stays narrow, so that an eye goes along its rows.
  const share = more <= 0 ? 0 : Math.min(1, spare / more)
  return needed.map((one, column) => one + ((wanted[column] ?? 0) - one) * share)
}

/**
 * Draws a table; its heading stands again on every page that it goes on to.
 * @param {Pen} pen @param {any} root @param {Table} table
 */
export const drawTable = (pen, root, { columns, rows, numeric }) => {
  const { doc, at, bottom, left, width, leading, measureBy } = pen
  const size = columns.length > 5 ? 8.5 : 9.5
  const element = doc.struct('Table')
  root.add(element)
  const widths = numeric
    ? widthsOf(columns, rows, width, measureBy({ size, bold: true }))
    : columns.map(() => width / columns.length)

  /**
   * @param {readonly string[]} cells
   * @param {'head' | 'row' | 'head again'} kind
   */
  const drawRow = (cells, kind) => {
    const isHead = kind !== 'row'
    const laid = cells.map((text, column) => {
      const isName = isHead || (numeric !== undefined && column === 0)
      /** @type {Style} */
      const style = {
        size,
        bold: isHead,
        width: (widths[column] ?? 0) - padding,
        ...(numeric?.[column] && { align: 1 }),
      }
      const lines = linesOf(text, style.width ?? 0, measureBy(style))
      return { isName, style, lines, x: left + sum(widths.slice(0, column)) }
    })
    const height = Math.max(1, ...laid.map(({ lines }) => lines.length)) * size * leading + 6
    // A heading is not left alone at the foot of a page.
    const room = Math.min(height, 200) + (kind === 'head' ? 2 * size * leading : 0)
    if (kind !== 'head again' && at.y + room > bottom) {
      pen.addPage()
      if (kind === 'row') drawRow(columns, 'head again')
    }
    const top = at.y
    if (kind === 'head again') {
      doc.markContent('Artifact', { type: 'Pagination' })
      for (const { lines, x, style } of laid)
        lines.forEach((line, index) =>
          pen.drawLine(line, x, top + (index + 1) * size * leading, style),
        )
      doc.endMarkedContent()
    } else {
      const row = doc.struct('TR')
      element.add(row)
      for (const { isName, lines, x, style } of laid) {
        const tag = isName ? 'TH' : 'TD'
        const cell = doc.struct(tag)
        if (isName) cell.dictionary.data.A = { O: 'Table', Scope: isHead ? 'Column' : 'Row' }
        row.add(cell)
        lines.forEach((line, index) =>
          pen.drawTagged(tag, cell, line, x, top + (index + 1) * size * leading, style),
        )
        cell.end()
      }
      row.end()
    }
    doc.markContent('Artifact', { type: 'Layout' })
    at.y = top + height
    doc
      .moveTo(left, at.y)
      .lineTo(left + sum(widths), at.y)
      .lineWidth(0.5)
      .stroke('#b1b4b6')
    doc.endMarkedContent()
  }
  drawRow(columns, 'head')
  for (const row of rows) drawRow(row, 'row')
  element.end()
  at.y += 10
}
