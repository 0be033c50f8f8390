import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import type { RawAnswers } from '@/lib/journey/question'
import { readAnswers } from '@/lib/referral/answers-schema'
import type { Receipt } from '@/lib/referral/receipt'
import { submitReferral } from '@/lib/referral/submit-referral'

/** What would have been typed for answers as the partner API takes them. */
export function typedOf(answers: object): RawAnswers {
  const read = readAnswers(JSON.parse(JSON.stringify(answers)))
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.typed
}

/** Sends a referral that is known to be complete. */
export async function sendTyped(
  actor: Actor,
  typed: RawAnswers,
  idempotencyKey: string = randomUUID(),
): Promise<Receipt> {
  const sent = await submitReferral(actor, { typed, idempotencyKey, door: 'api' })
  if ('problems' in sent) throw new Error(JSON.stringify(sent.problems))
  return sent.receipt
}
