import type { Actor } from '@/lib/access/actor'
import type { RawAnswers } from '@/lib/journey/question'
import { correctAnswers } from '@/lib/referral/correct-answers'
import { findCorrectable } from '@/lib/referral/find-correctable'
import { correctionPosted } from './correction-posted'

/** Corrects answers as somebody does who looks first: the first of them, with those that it leads to. */
export async function correct(actor: Actor, reference: string, changed: RawAnswers, why?: string) {
  const [question = '', ...also] = Object.keys(changed)
  const { version } = await findCorrectable(actor, reference)
  const form = correctionPosted(changed, why, also)
  return correctAnswers(actor, { reference, question, version, form })
}
