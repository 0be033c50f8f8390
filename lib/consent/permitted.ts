import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import { stands, type Entry, type Standing } from './ledger'
import { purposeNames, purposeOf, type Purpose } from './purposes'

/** Something that goes ahead without an agreement, for one purpose. */
export interface Override {
  readonly purpose: string
  readonly basis: string
  readonly recordedAt: Date
}

/** All that says whether something may go ahead: the facts, the ledger and what overrules it. */
export interface Agreements {
  readonly facts: ReferralFacts
  readonly entries: readonly Entry[]
  readonly overrides: readonly Override[]
}

export type Permitted =
  | {
      readonly isPermitted: true
      readonly because: 'agreed' | 'child' | 'best_interests' | 'override'
    }
  | { readonly isPermitted: false; readonly because: Standing }

/** An override holds until the person is asked again: what they then say is overruled anew or not at all. */
export const isOverridden = (
  { entries, overrides }: Pick<Agreements, 'entries' | 'overrides'>,
  purpose: Purpose,
) =>
  overrides.some(
    (one) =>
      one.purpose === purpose &&
      !entries.some((entry) => entry.purpose === purpose && entry.recordedAt > one.recordedAt),
  )

/**
 * Whether something may go ahead for a purpose. Of a child nobody asks: a referral must be made. For an
 * adult who cannot decide, a recorded best interests decision stands in. Sources: first responder
 * toolkit p2, p6; Mental Capacity Act 2005 s.4.
 */
export const permits = (agreements: Agreements, purpose: Purpose, at: Date): Permitted => {
  const { facts, entries } = agreements
  if (purpose === 'nrm' && when.mayBeChild(facts)) return { isPermitted: true, because: 'child' }
  if (purpose === 'nrm' && when.bestInterestsToRefer(facts))
    return { isPermitted: true, because: 'best_interests' }
  const standing = stands(entries, purpose, at)
  if (standing === 'allowed' && !when.mayBeChild(facts) && !when.capacityInDoubt(facts))
    return { isPermitted: true, because: 'agreed' }
  if (isOverridden(agreements, purpose)) return { isPermitted: true, because: 'override' }
  return { isPermitted: false, because: standing === 'allowed' ? 'cannot_decide' : standing }
}

/** What goes ahead without an agreement now. */
export const overruledPurposes = (agreements: Agreements): readonly Purpose[] =>
  purposeNames.filter((purpose) => isOverridden(agreements, purpose))

/**
 * Why the work of a queue stops until somebody decides: it stands on an agreement that is not there, or
 * not any more. Nothing where it goes on; where it is only time to ask again, it goes on and nothing is
 * sent.
 */
export const stoppedBecause = (
  agreements: Agreements,
  queue: string,
  at: Date,
): Standing | undefined =>
  // Police work stands on no agreement: what they may know of the person does.
  purposeNames
    .filter((purpose) => purpose !== 'police_identity' && purposeOf(purpose).queue === queue)
    .map((purpose) => permits(agreements, purpose, at))
    .flatMap((one) => (one.isPermitted || one.because === 'expired' ? [] : [one.because]))[0]

/** Whether the work of a queue stops until somebody decides: `stoppedBecause` says why. */
export const isStopped = (agreements: Agreements, queue: string, at: Date): boolean =>
  stoppedBecause(agreements, queue, at) !== undefined
