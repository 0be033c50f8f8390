import type { ConsentRead } from './consent-read'
import type { Standing } from './ledger'
import type { Purpose } from './purposes'
import type { RecallLine } from './recalls'

/** An entry with who wrote it down and, for those who may know who the person is, what was said. */
export interface LedgerEntry extends ConsentRead {
  readonly by: string
  readonly language: string | null
  readonly said: string | null
}

/** What goes ahead without an agreement, as those read it who work the case. */
export interface OverrideRead {
  readonly id: string
  readonly purpose: string
  readonly basis: string
  readonly role: string
  readonly organisation: string
  readonly recordedAt: Date
  readonly words: string
}

/** The ledger of a case as one actor reads it. */
export interface LedgerRead {
  readonly reference: string
  readonly purposes: readonly {
    readonly purpose: Purpose
    readonly standing: Standing
    /** Nobody asks, because a referral must be made anyway. */
    readonly isNotAsked: boolean
    /** The newest first. */
    readonly entries: readonly LedgerEntry[]
  }[]
  readonly overrides: readonly OverrideRead[]
  readonly recalls: readonly RecallLine[]
  /** The actor writes down what the person said. */
  readonly canRecord: boolean
  readonly canWithdraw: boolean
  readonly canOverride: boolean
}
