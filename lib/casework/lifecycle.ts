import { handOverDiagram, labelsOf, statesDiagram } from './lifecycle-diagrams'
import { needs } from './needs'
import type { Party } from './parties'
import { phrases } from './phrase'
import { reasons } from './reasons'
import { openStates, type State } from './states'
import type { ActField } from './transition'
import { actionNames, transitionOf } from './transitions'

/** A table in Markdown, as wide as what stands in it. */
const table = (headings: readonly string[], rows: readonly (readonly string[])[]) => {
  const width = (index: number) =>
    Math.max(...[headings, ...rows].map((row) => row[index]?.length ?? 0))
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${cells.map((cell, index) => cell.padEnd(width(index), filler)).join(' | ')} |`
  return [
    line(headings),
    line(
      headings.map(() => '---'),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n')
}

const partyNames: Readonly<Record<Party, string>> = {
  worker: 'whoever works the queue',
  lead: 'the safeguarding lead',
  referrer: 'whoever sent it',
}

const fieldNames: Readonly<Record<ActField, string>> = {
  signpost: 'where to turn',
  words: 'words',
  until: 'the day',
  to: 'the queue',
  rule: 'the rule overruled',
  owner: 'to whom',
  handler: 'the organisation',
  reference: 'the reference',
  confirm: 'that they agree',
}

const toNames: Readonly<Record<string, string>> = {
  ...labelsOf,
  same: 'as it is',
  before: 'as before',
}

const isAnyOpen = (from: readonly State[]) => openStates.every((state) => from.includes(state))

const acts = () =>
  table(
    ['Act', 'Who', 'Queues', 'From', 'To', 'What is asked', 'Tells the referrer', 'Undo'],
    actionNames
      .map(transitionOf)
      .map((row) => [
        row.label,
        row.by.map((party) => partyNames[party]).join(', '),
        row.queues?.join(', ') ?? 'all',
        isAnyOpen(row.from)
          ? 'any open state'
          : row.from.map((state) => labelsOf[state]).join(', '),
        toNames[row.to] ?? row.to,
        [...(row.reasons ? ['a reason'] : []), ...row.asks.map((field) => fieldNames[field])].join(
          ', ',
        ),
        row.tellsReferrer ? 'yes' : '',
        row.undo ? 'a minute' : '',
      ]),
  )

const blocks = () =>
  table(
    ['Act', 'What is said where it is blocked'],
    actionNames
      .map(transitionOf)
      .flatMap(({ label, needs: names }) => names.map((name) => [label, needs[name].whyNot])),
  )

const everyReason = () =>
  Object.entries(reasons)
    .map(([list, coded]) => {
      const used = actionNames.map(transitionOf).filter((row) => row.reasons === list)
      const name = used.map(({ label }) => label).join(', ') || labelsOf[list]
      return `- **${name}**: ${Object.values(coded).join('; ')}.`
    })
    .join('\n')

/** What docs/lifecycle.md says of the table, by the names of its marks. */
export const lifecycle: Readonly<Record<string, () => string>> = {
  states: statesDiagram,
  'hand-over': handOverDiagram,
  acts,
  blocks,
  reasons: everyReason,
  phrases: () =>
    Object.values(phrases)
      .map((phrase) => `- ${phrase}`)
      .join('\n'),
}

/**
 * Draws what the table says into a document, between the marks `<!-- drawn: name -->` and
 * `<!-- drawn to here -->`.
 * @throws where a mark has a name that is not known
 */
export const drawnInto = (document: string): string =>
  document.replace(
    /(<!-- drawn: (\S+) -->)[^]*?(<!-- drawn to here -->)/g,
    (_, start: string, name: string, end: string) => {
      const part = lifecycle[name]
      if (!part) throw new Error(`Nothing is called ${name}`)
      return [start, part(), end].join('\n\n')
    },
  )
