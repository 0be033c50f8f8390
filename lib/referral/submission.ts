import type { RawAnswers } from '@/lib/journey/question'

/** What is handed in to be sent, whichever door it comes through. */
export interface Submission {
  readonly typed: RawAnswers
  /** One act of sending: whoever retries it gets the first answer again. */
  readonly idempotencyKey: string
  readonly door: 'pages' | 'api'
  /** The draft that is sent, which ends with the sending. */
  readonly draft?: { readonly id: string; readonly version: number }
}
