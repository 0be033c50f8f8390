import type { Actor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { isUniqueViolation } from '@/lib/database/is-unique-violation'
import { now } from '@/lib/clock'
import { askAsActor, withActorInSql } from '@/lib/database/with-actor'
import { problemsOf, prune, walk, type Problem } from '@/lib/journey/journey'
import { Changed, NotAllowed } from '@/lib/refusals'
import { londonDay } from '@/lib/wording/london-time'
import { countProblems } from './count-problems'
import { fingerprintOf, findReceiptByKey } from './find-receipt'
import { problemsCounted } from './problem-kinds'
import type { Receipt } from './receipt'
import { referralJourney } from './steps'
import { storeReferral } from './store-referral'
import type { Submission } from './submission'

export type Submitted =
  { readonly receipt: Receipt; readonly again: boolean } | { readonly problems: readonly Problem[] }

/**
 * Sends a referral: the one way in, for the pages and the partner API alike. In one transaction the
 * referral is sealed and stored with its facts, decision and reasons, an item stands in each queue,
 * what was consented to is entered, the acts are recorded and the messages wait in the outbox.
 * @returns the receipt, the same one for every repetition; or what is wrong, and nothing is stored
 * @throws NotAllowed where the role does not refer
 * @throws Changed where the key was used for something else, or the draft was saved meanwhile
 */
export const submitReferral = async (actor: Actor, submission: Submission): Promise<Submitted> => {
  if (!may(actor, 'refer')) throw new NotAllowed('Your account cannot make a referral')
  const { idempotencyKey, door } = submission
  const walked = walk(referralJourney, submission.typed, { today: londonDay(now()) })
  const problems = problemsOf(walked)
  if (problems.length > 0) {
    // The pages counted them step by step.
    if (door === 'api')
      await askAsActor(actor, (tx) =>
        countProblems(tx, door, problemsCounted(referralJourney, submission.typed, problems)),
      )
    return { problems }
  }
  const typed = prune(walked, submission.typed)
  const fingerprint = fingerprintOf(typed)
  try {
    const receipt = await withActorInSql(actor, (tx) =>
      storeReferral(tx, actor, { ...submission, typed }, walked.answers, fingerprint),
    )
    return { receipt, again: false }
  } catch (error) {
    if (!(error instanceof Changed) && !isUniqueViolation(error)) throw error
    const earlier = await findReceiptByKey(actor, idempotencyKey)
    if (!earlier) throw error
    return repeated(earlier, fingerprint)
  }
}

const repeated = (
  found: { readonly receipt: Receipt; readonly fingerprint: Uint8Array },
  fingerprint: Uint8Array,
): Submitted => {
  if (!Buffer.from(found.fingerprint).equals(fingerprint))
    throw new Changed('This idempotency key was used for another referral')
  return { receipt: found.receipt, again: true }
}
