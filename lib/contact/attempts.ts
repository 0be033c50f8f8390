import type { Channel } from './channels'

interface Outcome {
  readonly label: string
  readonly hint?: string
  readonly by: readonly Channel[]
}

const spoken = ['phone', 'visit', 'through'] as const
const written = ['text', 'email', 'post'] as const
const every = [...spoken, ...written] as const

/** What comes of trying to contact somebody, and by which channels it can. */
export const outcomes = {
  reached: { label: 'I reached the person', by: every },
  no_answer: { label: 'There was no answer', by: spoken },
  message_left: { label: 'I left a message', by: ['phone', 'through'] },
  sent: { label: 'I sent it', by: written },
  another_answered: { label: 'Somebody else answered', by: every },
  wrong: { label: 'The number or address is wrong', by: every },
  unsafe: {
    label: 'There was a sign that it is not safe',
    hint: 'Nobody may try again until a safe way is confirmed. Everybody who works the case is told',
    by: every,
  },
} as const satisfies Readonly<Record<string, Outcome>>

export type AttemptOutcome = keyof typeof outcomes

/** What is recorded of an attempt: its outcome, or that somebody decided to use a blocked channel. */
export const attemptWords: Readonly<Record<string, string>> = {
  overridden: 'Decided to use it although it was not safe then',
  ...Object.fromEntries(Object.entries(outcomes).map(([name, { label }]) => [name, label])),
}

/** Why a channel is used although it is blocked at that moment. */
export const overrides = {
  danger: 'Somebody’s life or safety is in danger now',
  asked: 'The person asked for it',
  they_came: 'The person contacted us first, this way',
  recorded_late: 'It was safe when I did it: I record it late',
} as const

export type Override = keyof typeof overrides

/** For how many minutes a reason for using a blocked channel holds, for whoever gave it. */
export const overrideMinutes = 60

/** What is drawn of one attempt: codes, and never words. */
export interface AttemptLine {
  readonly id: string
  readonly channel: string
  readonly outcome: string
  readonly override: string | null
  readonly at: Date
  /** A role and an organisation. */
  readonly by: string
}
