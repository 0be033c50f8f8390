import { bases } from '@/lib/disclosure/basis'
import { kindsInWords, type ReceiptLine } from '@/lib/disclosure/receipts'
import { count, showDay, showMoment } from '@/lib/wording/london-time'
import type { PaperSection } from './paper'
import type { Content, PaperCase } from './paper-case'

const times = ({ first, last, times: many }: ReceiptLine) =>
  many === 1
    ? showDay(first)
    : `${count(many, 'time')}, first on ${showDay(first)} and last on ${showDay(last)}`

const sectionOf = (line: ReceiptLine): PaperSection => ({
  heading: line.organisation,
  blocks: [
    {
      kind: 'answers',
      answers: [
        { label: 'Who there', value: line.role },
        { label: 'When', value: times(line) },
        ...(line.bases.length > 0
          ? [{ label: 'Why', value: line.bases.map((basis) => `${bases[basis]}.`).join(' ') }]
          : []),
        ...line.kinds.map(({ kind, fields }) => ({
          label: kindsInWords[kind],
          value: fields.length > 0 ? fields.join('\n') : 'They could see it',
        })),
      ],
    },
  ],
})

/** Who saw what, to give to the person: with no answer and no name of staff. UK GDPR art. 15(1)(c). */
export const receiptContent = ({ receipts, at }: PaperCase): Content => ({
  introduction: [
    `These organisations saw something of your referral, up to ${showMoment(at)}. This paper says what kind of thing they saw, when and why. It does not repeat what you said.`,
    ...(receipts.length === 0 ? ['Nobody has looked at it yet.'] : []),
  ],
  sections: [
    ...receipts.map(sectionOf),
    {
      heading: 'What you can do',
      blocks: [
        {
          kind: 'text',
          text: 'You can ask for a copy of what is held about you, say that something is wrong, or complain to the Information Commissioner’s Office.',
        },
      ],
    },
  ],
  fields: [],
})
