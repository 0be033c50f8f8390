import { z } from 'zod'
import { SummaryCard } from '@/components/govuk/summary-card'
import { SummaryList } from '@/components/govuk/summary-list'
import { Table } from '@/components/govuk/table'
import { TaskList } from '@/components/govuk/task-list'
import { classes, plain, sized, translation, worded, wording, words } from './govuk-example'
import { drawTag, tag } from './govuk-tag'

const action = z.strictObject({
  text: z.string(),
  href: z.string(),
  visuallyHiddenText: z.string().optional(),
})
const actions = z.strictObject({ items: z.array(action).optional() }).optional()

function asActions(options: z.output<typeof actions>) {
  return options?.items?.map(({ text, href, visuallyHiddenText }) => ({
    label: text,
    href,
    hidden: visuallyHiddenText,
  }))
}

const cell = z.strictObject({
  ...plain,
  format: z.literal('numeric').optional(),
  colspan: z.number().optional(),
  rowspan: z.number().optional(),
})

function asCell(options: z.output<typeof cell>) {
  return {
    content: worded(options),
    numeric: options.format === 'numeric',
    className: options.classes,
    colSpan: options.colspan,
    rowSpan: options.rowspan,
  }
}

/** The translations of lists and tables. */
export const lists = {
  'summary-list': translation(
    18,
    z.strictObject({
      classes,
      card: z
        .strictObject({
          title: z.strictObject({
            ...wording,
            headingLevel: z.union([z.literal(2), z.literal(3), z.literal(4)]).optional(),
          }),
          classes,
          actions,
        })
        .optional(),
      rows: z.array(z.strictObject({ key: words, value: words, actions, classes })),
    }),
    ({ card, classes: className, rows: given }) => {
      const rows = given.map((row) => ({
        key: worded(row.key),
        value: worded(row.value),
        actions: asActions(row.actions),
        className: row.classes,
      }))
      return card ? (
        <SummaryCard
          title={worded(card.title)}
          headingLevel={card.title.headingLevel}
          actions={asActions(card.actions)}
          rows={rows}
          className={card.classes}
        />
      ) : (
        <SummaryList rows={rows} className={className} />
      )
    },
  ),
  table: translation(
    16,
    z.strictObject({
      caption: z.string().optional(),
      captionClasses: z.string().optional(),
      head: z.array(cell).optional(),
      rows: z.array(z.array(cell)),
      firstCellIsHeader: z.boolean().optional(),
      classes,
    }),
    (options) => (
      <Table
        caption={options.caption}
        captionSize={sized('govuk-table__caption', options.captionClasses).size}
        head={options.head?.map(asCell)}
        rows={options.rows.map((row) => row.map(asCell))}
        firstCellIsHeader={options.firstCellIsHeader}
        className={options.classes}
      />
    ),
  ),
  'task-list': translation(
    7,
    z.strictObject({
      classes,
      idPrefix: z.string().optional(),
      items: z.array(
        z.strictObject({
          title: words,
          hint: words.optional(),
          href: z.string().optional(),
          status: z.union([
            z.strictObject({ tag }),
            z.strictObject({
              ...wording,
              classes: z.literal('govuk-task-list__status--cannot-start-yet').optional(),
            }),
          ]),
        }),
      ),
    }),
    (options) => (
      <TaskList
        id={options.idPrefix}
        className={options.classes}
        items={options.items.map(({ title, hint, href, status }) => ({
          title: worded(title),
          hint: hint && worded(hint),
          href,
          status: 'tag' in status ? drawTag(status.tag) : worded(status),
          cannotStartYet: 'classes' in status && Boolean(status.classes),
        }))}
      />
    ),
  ),
}
