import type { Tx } from '@/lib/database/with-actor'
import { prune, walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { places } from '@/lib/sealing/places'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { openAnswers } from '@/lib/sealing/seal-answers'
import { londonDay } from '@/lib/wording/london-time'
import type { PresentAnswers } from './correctable'
import { referralJourney } from './steps'

/** A referral as it is stored: what was sent, sealed in two parts. */
interface Stored {
  readonly id: string
  readonly submittedAt: Date
  readonly answers: Uint8Array
  readonly identity: { readonly answers: Uint8Array } | null
}

/**
 * Reads what a sent referral says now, as far as the actor may read it, in a transaction that is open
 * already.
 */
export const readPresentAnswers = async (
  tx: Tx,
  { id, submittedAt, answers, identity }: Stored,
): Promise<PresentAnswers & { readonly version: number }> => {
  const corrections = await readCorrections(tx, id)
  const context = { today: londonDay(submittedAt) }
  const all: RawAnswers = {
    ...openAnswers<RawAnswers>(answers, places.referral(id)),
    ...(identity && openAnswers<RawAnswers>(identity.answers, places.identity(id))),
    ...Object.fromEntries(corrections.map((one) => [one.question, one.new])),
  }
  const walked = walk(referralJourney, all, context)
  return { typed: prune(walked, all), walked, context, version: corrections.length }
}
