import { sections, type SectionName } from './figure'
import { figureNames, figureOf } from './figures'

const isSection = (text: string): text is SectionName => Object.hasOwn(sections, text)

/** Every figure with its count rule and its source, by the part of the report in which it stands, in Markdown. */
export const figureList = (): string =>
  Object.keys(sections)
    .filter(isSection)
    .map((section) => {
      const lines = figureNames
        .map(figureOf)
        .filter((figure) => figure.section === section)
        .map(({ title, countRule, source }) => `- **${title}.** ${countRule} _${source}._`)
      return [`### ${sections[section]}`, '', ...lines].join('\n')
    })
    .join('\n\n')

const marks = /(<!-- drawn: figures -->)[^]*?(<!-- drawn to here -->)/

/** Draws the list of figures into a document, between its marks. */
export const figuresDrawnInto = (document: string): string =>
  document.replace(marks, (_, start: string, end: string) =>
    [start, figureList(), end].join('\n\n'),
  )
