import { may, type Permission } from '@/lib/access/permissions'
import type { Actor } from '@/lib/access/actor'
import { extensions, filled } from './htcds/record'

interface Kind {
  readonly label: string
  readonly hint: string
  /** What one must be allowed to do to ask for it. */
  readonly needs: Permission
  /** What the first row of the table says. */
  readonly columns: readonly string[]
  /** What the file says of itself. */
  readonly about: Readonly<Record<string, string>>
}

/**
 * What can be taken away as a file. None holds a name, an address or a word that somebody typed, and
 * each holds only what the one who asks may see when it is made.
 */
export const kinds = {
  worklist: {
    label: 'Worklist',
    hint: 'The cases in your queues: references, dates, states and what is pressing',
    needs: 'export-data',
    columns: [
      ...['Reference', 'Queue', 'State', 'Priority', 'Arrived', 'Due', 'Accepted', 'Finished'],
      ...['Finished as', 'Age', 'District', 'Kinds of exploitation', 'People'],
      ...['What is pressing', 'Sent by'],
    ],
    about: { content: 'Worklist' },
  },
  outcomes: {
    label: 'Outcomes',
    hint: 'What became of the cases that you work: references, decisions and days',
    needs: 'export-data',
    columns: ['Reference', 'Track', 'Outcome', 'Outcome code', 'Decided on', 'Decided by'],
    about: { content: 'Outcomes' },
  },
  htcds: {
    label: 'Facts by the international standard (HTCDS 2.0)',
    hint: 'One row for each case, without its reference and without saying who the person is',
    needs: 'export-case-data',
    columns: [...extensions, ...filled],
    about: {
      content: 'Human Trafficking Case Data Standard',
      version: '2.0',
      extensions: 'hmsp_',
      identity: 'pseudonymous',
    },
  },
} as const satisfies Readonly<Record<string, Kind>>

export type KindName = keyof typeof kinds

export const isKind = (text: string): text is KindName => Object.hasOwn(kinds, text)

/** Whether an actor may ask for a kind of file, or for any. */
export const mayExport = (actor: Pick<Actor, 'role'>, kind?: KindName) =>
  may(actor, 'export-data') && (kind === undefined || may(actor, kinds[kind].needs))
