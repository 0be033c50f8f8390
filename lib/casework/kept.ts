/** Why a case is kept from somebody. Counted for boards, so codes never change. */
export const keepReasons = {
  involved: 'They are said to be involved',
  knows_them: 'They know somebody in it',
  safety: 'The person would be less safe if they knew',
  complaint: 'It is about their own work',
} as const

/** What somebody says of themselves when they declare a conflict. */
export const conflictReason = 'own_conflict'

const reasons: Readonly<Record<string, string>> = {
  ...keepReasons,
  [conflictReason]: 'They said that they are too close to it',
}

/** Why a case is kept from somebody, in words; the code itself where it is not known any more. */
export const keptReasonInWords = (code: string) =>
  (Object.hasOwn(reasons, code) && reasons[code]) || code

/** Somebody who could see a case. */
export interface CouldSee {
  readonly id: string
  /** A name, a role and an organisation. */
  readonly name: string
}

/** A person or an organisation that a case is kept from. */
export interface KeptLine {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'organisation'
  readonly reason: string
  readonly words: string | undefined
  readonly addedAt: Date
  readonly addedBy: string
  /** Who asked to let them see it again, where somebody did. */
  readonly liftAskedBy: string | undefined
  /** Whether the reader is the second person who may let them. */
  readonly mayLift: boolean
  readonly mayAskToLift: boolean
}

/** What may be chosen when a case is kept from somebody. */
export interface KeepChoices {
  readonly people: readonly CouldSee[]
  readonly organisations: readonly CouldSee[]
}

export interface Kept {
  readonly reference: string
  readonly lines: readonly KeptLine[]
  /** Organisations that the routing keeps it from. */
  readonly routed: readonly string[]
  readonly choices: KeepChoices
}
