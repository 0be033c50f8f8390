/**
 * How wide the columns of an OpenDocument spreadsheet are: the library that writes it does not say. Plain
 * JavaScript, because it runs in the thread that writes spreadsheets.
 * @typedef {{ readonly widths?: readonly number[] | undefined }} Widths
 */

/** In centimetres: how much room a character of 10 points takes. */
const character = 0.2

/** A table as the library begins it: its name, then its columns, if it has any. */
const table =
  /(<table:table table:name="[^"]*">)(<table:table-column(?: table:number-columns-repeated="(\d+)")?\/>)?/g

/** @param {number} width in characters */
const styleOf = (width) => `width${width}`

/** @param {number} width in characters */
const style = (width) =>
  `<style:style style:name="${styleOf(width)}" style:family="table-column"><style:table-column-properties style:column-width="${(width * character).toFixed(1)}cm"/></style:style>`

/**
 * Says in the content of an OpenDocument spreadsheet how wide its columns are. Source: OpenDocument 1.2,
 * part 1, 9.1.6 and 17.16.
 * @param {string} content content.xml
 * @param {readonly Widths[]} sheets in their order, widths in characters
 */
export const withWidths = (content, sheets) => {
  const styles = [...new Set(sheets.flatMap(({ widths = [] }) => widths))].map(style).join('')
  let sheet = -1
  return content
    .replace(table, (all, name, columns, count = '1') => {
      sheet += 1
      const { widths = [] } = sheets[sheet] ?? {}
      if (!columns || widths.length === 0) return all
      const told = widths.slice(0, Number(count))
      const rest = Number(count) - told.length
      return [
        name,
        ...told.map((width) => `<table:table-column table:style-name="${styleOf(width)}"/>`),
        rest > 0 ? `<table:table-column table:number-columns-repeated="${rest}"/>` : '',
      ].join('')
    })
    .replace(/<office:automatic-styles(\/>|>)/, (_, end) =>
      end === '>'
        ? `<office:automatic-styles>${styles}`
        : `<office:automatic-styles>${styles}</office:automatic-styles>`,
    )
}
