import type { RawAnswers } from '@/lib/journey/question'
import type { Drawing } from '@/lib/outcomes/mark'
import type { Content, PaperCase } from '@/lib/papers/paper-case'
import type { Block, Paper, PaperSection } from '@/lib/papers/paper'
import type { Answers } from '@/lib/referral/questions'
import { demonstrationCases, factsFor } from './nrm-packs'
import { paperOf, type PaperName } from '@/lib/papers/papers'

/** A case as its referrer sees it, who works for a First Responder Organisation. */
export const paperCase = (
  typed: RawAnswers,
  answers: Answers = {},
  more: Partial<PaperCase> = {},
): PaperCase => {
  const packFacts = factsFor(answers)
  return {
    reference: packFacts.reference,
    audience: 'referrer',
    facts: packFacts.referral,
    queues: ['NRM', 'BEACON', 'POLICE'],
    isFirstResponder: true,
    typed,
    plan: undefined,
    packFacts,
    released: [],
    receipts: [],
    at: new Date('2026-11-22T09:00:00Z'),
    ...more,
  }
}

/** The words of a chart; its title stands above it, where there is one. */
const wordsOf = (drawing: Drawing | undefined) =>
  drawing?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])) ?? []

const wordsIn = (block: Block): readonly string[] => {
  switch (block.kind) {
    case 'text':
      return [block.text]
    case 'list':
      return block.items
    case 'answers':
      return block.answers.flatMap(({ label, value, note = '' }) => [label, value, note])
    case 'table':
      return [block.columns, ...block.rows].flat()
    case 'figure':
      return [block.heading, ...(block.drawing ? [block.title] : []), ...wordsOf(block.drawing)]
  }
}

/** Everything that a paper says, as one text. */
export const textOf = ({
  introduction,
  sections,
}: {
  readonly introduction: Content['introduction']
  readonly sections: readonly PaperSection[]
}) =>
  [
    ...introduction,
    ...sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(wordsIn)]),
  ].join('\n')

const madeFor = 'Made by Ayesha Khan, Hertfordshire County Council, 22 November 2026 at 9am'

/** A paper of a case, as the verb makes it. */
export const paperFrom = (name: PaperName, found: PaperCase): Paper => {
  const { title, marking, contentOf } = paperOf(name)
  const { introduction, sections } = contentOf(found)
  return { title, marking, madeFor, introduction, sections }
}

/** A paper of a few words, to try how it is drawn. */
export const smallPaper = (...texts: readonly string[]): Paper => ({
  title: 'A small paper',
  marking: 'OFFICIAL-SENSITIVE',
  madeFor,
  introduction: ['What it is for.'],
  sections: [
    {
      heading: 'A heading',
      blocks: [
        ...texts.map((text) => ({ kind: 'text' as const, text })),
        { kind: 'list', items: texts },
        { kind: 'answers', answers: texts.map((value) => ({ label: 'Asked', value })) },
        { kind: 'table', columns: ['One', 'Other'], rows: texts.map((text) => [text, text]) },
      ],
    },
  ],
})

/** The case of the demonstration of which the most is known, as the pack of it. */
export const longestCase = () => {
  const [first] = [...demonstrationCases].sort(
    (one, other) => JSON.stringify(other.answers).length - JSON.stringify(one.answers).length,
  )
  if (!first) throw new Error('There is no case in the demonstration')
  return first
}
