import type { Tx } from '@/lib/database/with-actor'
import { prune, walk } from '@/lib/journey/journey'
import type { RawAnswers } from '@/lib/journey/question'
import { readCorrections } from '@/lib/sealing/read-corrections'
import { readSealed } from '@/lib/sealing/read-sealed'
import { londonDay } from '@/lib/wording/london-time'
import type { PresentAnswers } from './correctable'
import { referralJourney } from './steps'

interface Stored {
  readonly id: string
  readonly submittedAt: Date
}

/**
 * Reads what a sent referral says now, as far as the actor may read it, in a transaction that is open
 * already.
 */
export const readPresentAnswers = async (
  tx: Tx,
  { id, submittedAt }: Stored,
): Promise<PresentAnswers & { readonly version: number }> => {
  const corrections = await readCorrections(tx, id)
  const context = { today: londonDay(submittedAt) }
  const all: RawAnswers = {
    ...(await readSealed(tx, id)).sent,
    ...Object.fromEntries(corrections.map((one) => [one.question, one.new])),
  }
  const walked = walk(referralJourney, all, context)
  return { typed: prune(walked, all), walked, context, version: corrections.length }
}
