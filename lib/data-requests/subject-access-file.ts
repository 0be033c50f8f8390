import { showDay } from '@/lib/wording/london-time'
import { blackOut, exemptions, type HeldAnswer, type Review } from './redaction'

export interface Held {
  readonly reference: string
  readonly sentAt: Date
  readonly answers: readonly HeldAnswer[]
  /** What the person was asked to agree to, and what they answered. */
  readonly consents: readonly string[]
  /** What was decided. */
  readonly outcomes: readonly string[]
  /** Who was given it, and what for. */
  readonly recipients: readonly string[]
}

const list = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', title.toUpperCase(), ...lines.map((line) => `- ${line}`)]

const answerLines = (answers: readonly HeldAnswer[], review: Review): readonly string[] =>
  answers.flatMap(({ id, ask, shown }) => {
    const { exemption, marked } = review[id] ?? { exemption: 'third_party' as const, marked: shown }
    if (!exemption) return ['', ask, blackOut(marked)]
    const { isMentioned, law } = exemptions[exemption]
    return isMentioned ? ['', ask, `Not given. ${law}`] : []
  })

/**
 * The file that a person gets who asks for their data (UK GDPR art. 15), as plain text: it opens
 * anywhere and runs nothing. An answer that nobody reviewed is not given.
 */
export const subjectAccessFile = (held: Held, review: Review, today: Date): string =>
  [
    'WHAT IS KEPT ABOUT YOU',
    `Made on ${showDay(today)}. Your reference: ${held.reference}. Sent to us on ${showDay(held.sentAt)}.`,
    'Parts that are about other people are blacked out like this: █████',
    'You may ask for something wrong to be put right or erased. You may complain to the Information',
    'Commissioner: ico.org.uk, 0303 123 1113.',
    '',
    'WHAT WE WERE TOLD',
    ...answerLines(held.answers, review),
    ...list('What you agreed to', held.consents),
    ...list('What was decided', held.outcomes),
    ...list('Who was given it', held.recipients),
    '',
  ].join('\n')
