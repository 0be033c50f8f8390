import type { Audience } from '@/lib/disclosure/field-sets'
import type { ReceiptLine } from '@/lib/disclosure/receipts'
import type { RawAnswers } from '@/lib/journey/question'
import type { PackFacts } from '@/lib/packs/filling'
import type { NrmPack } from '@/lib/packs/nrm-pack'
import type { Coaching } from '@/lib/packs/coach'
import type { ReleasedText } from '@/lib/packs/released-text'
import type { ReferralFacts } from '@/lib/routing/facts'
import type { Queue } from '@/lib/routing/queues'
import type { PaperSection } from './paper'

/** What decides which papers of a case somebody may make. */
export interface PaperSubject {
  readonly audience: Audience
  /** As the ledger and the corrections have them now. */
  readonly facts: ReferralFacts
  readonly queues: readonly Queue[]
  /** Whether whoever makes it works for a First Responder Organisation. */
  readonly isFirstResponder: boolean
}

/** All that a paper is made from: what its maker may see of the case, and nothing else. */
export interface PaperCase extends PaperSubject {
  readonly reference: string
  /** What was sent, added and corrected, and how it is safe to contact them, as it is now. */
  readonly typed: RawAnswers
  /** The plan by which it is safe to contact the person, where one was confirmed and may be used. */
  readonly plan: { readonly typed: RawAnswers; readonly confirmedAt: Date } | undefined
  readonly packFacts: PackFacts
  /** The copies of texts that somebody read and let leave with a duty to notify. */
  readonly released: readonly ReleasedText[]
  readonly receipts: readonly ReceiptLine[]
  readonly at: Date
}

/** What stands on a paper. */
export interface Content {
  readonly introduction: readonly string[]
  readonly sections: readonly PaperSection[]
  /** What of the case it shows, as a record of disclosure names it. */
  readonly fields: readonly string[]
  /** On the pack for the Home Office form: the same, field by field. */
  readonly pack?: { readonly pack: NrmPack; readonly coaching: readonly Coaching[] }
}
