import type { Tx } from '@/lib/database/with-actor'
import type { OrganisationType } from '@/lib/routing/organisation-types'
import { applyFacts, type Rerouted } from './apply-facts'
import { areaOf, factsOf } from './facts'
import type { ReferralToCorrect } from './find-correctable'
import type { Answers } from './questions'

/**
 * Routes a referral again whose corrected answers mean something else, in a transaction that is open
 * already.
 * @returns what follows; `undefined` where nothing means anything else to routing
 */
export const applyCorrectedFacts = async (
  tx: Tx,
  row: ReferralToCorrect,
  answers: { readonly before: Answers; readonly after: Answers },
  at: Date,
): Promise<Rerouted | undefined> => {
  const organisation = { ...row.organisation, type: row.organisation.type as OrganisationType }
  const before = factsOf(answers.before, organisation)
  const facts = factsOf(answers.after, organisation)
  const area = areaOf(answers.after)
  if (JSON.stringify(facts) === JSON.stringify(before) && area === areaOf(answers.before)) return
  return applyFacts(tx, row, { before, facts, area }, at)
}
