import type { Purpose } from './purposes'

/** What somebody says who had something by an agreement that was taken back. */
export const recallAnswers = {
  destroyed: 'We stopped, and destroyed what we had',
  returned: 'We stopped, and gave back what we had',
  kept: 'We stopped, but the law lets us keep something',
} as const

export type RecallAnswer = keyof typeof recallAnswers

/** A recall as somebody reads it who is asked, who works the case, or who sent it. */
export interface RecallLine {
  readonly id: string
  readonly reference: string
  readonly purpose: Purpose
  /** Who had it: a queue by its name, or an organisation by its. */
  readonly holder: string
  readonly askedAt: Date
  readonly dueAt: Date
  readonly confirmedAt: Date | null
  readonly confirmedAs: RecallAnswer | null
  /** The lawful basis of what is kept, as a code. */
  readonly basis: string | null
  /** What was written with the answer, for who answered and who works the case. */
  readonly words: string | null
  readonly canAnswer: boolean
}

export type RecallState = 'waiting' | 'overdue' | RecallAnswer

/** How a recall stands at a moment. */
export const recallStateOf = (
  { confirmedAs, dueAt }: Pick<RecallLine, 'confirmedAs' | 'dueAt'>,
  at: Date,
): RecallState => confirmedAs ?? (dueAt < at ? 'overdue' : 'waiting')
