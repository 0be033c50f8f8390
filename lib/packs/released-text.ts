/** A copy of an answer that somebody read, and let leave for the Home Office. */
export interface ReleasedText {
  readonly question: string
  /** What may leave. */
  readonly text: string
  /** The answer as it was when they read it. */
  readonly source: string
  readonly at: Date
}

/** How a text stands. */
export const textStates = {
  to_read: 'Somebody has to read it first',
  changed: 'The answer was changed since somebody read it: read it again',
  released: 'Somebody read it, and it may leave',
} as const

export type TextState = keyof typeof textStates

/** The copy of an answer that was made last; nothing where nobody read it. */
export const newestCopy = (released: readonly ReleasedText[], question: string) =>
  released
    .filter((one) => one.question === question)
    .toSorted((one, other) => +one.at - +other.at)
    .at(-1)

/**
 * How a text stands now. A copy is valid as long as the answer is the one that it was made from.
 * @param source the answer as it is now
 */
export const textStateOf = (copy: ReleasedText | undefined, source: string): TextState => {
  if (!copy) return 'to_read'
  return copy.source === source ? 'released' : 'changed'
}
