import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import type { Queue } from '@/lib/routing/queues'

/**
 * Whether what the person agreed to allows a queue. An override changes where a case goes, never what
 * the person said: Beacon needs their agreement to support, and the NRM that of an adult who decides.
 */
const allows: Readonly<Record<Queue, (facts: ReferralFacts) => boolean>> = {
  NRM: (facts) =>
    !when.nobodyIdentified(facts) &&
    !when.alreadyWithNrm(facts) &&
    (when.mayBeChild(facts) || when.agreesToNrm(facts) || when.bestInterestsToRefer(facts)),
  BEACON: (facts) => when.agreesToSupport(facts) && !when.beaconImplicated(facts),
  POLICE: (facts) => !when.policeImplicated(facts),
}

/** The queues that a case could be sent to beside those that it is in. */
export const otherQueues = (facts: ReferralFacts, isIn: readonly string[]): readonly Queue[] =>
  (Object.keys(allows) as Queue[]).filter((queue) => !isIn.includes(queue) && allows[queue](facts))
