import type { Purpose } from '@/lib/consent/purposes'
import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'
import type { Queue } from '@/lib/routing/queues'

/**
 * Whether what the person agreed to allows a queue. An override changes where a case goes, never what
 * the person said: Beacon needs their agreement to support, and the NRM that of an adult who decides.
 */
const allows: Readonly<
  Record<Queue, (facts: ReferralFacts, overruled: readonly Purpose[]) => boolean>
> = {
  NRM: (facts, overruled) =>
    !when.nobodyIdentified(facts) &&
    !when.alreadyWithNrm(facts) &&
    (when.mayBeChild(facts) ||
      when.agreesToNrm(facts) ||
      when.bestInterestsToRefer(facts) ||
      overruled.includes('nrm')),
  BEACON: (facts, overruled) =>
    (when.agreesToSupport(facts) || overruled.includes('support')) && !when.beaconImplicated(facts),
  POLICE: (facts) => !when.policeImplicated(facts),
}

/**
 * The queues that a case could be sent to beside those that it is in.
 * @param overruled what goes ahead without an agreement, on a lawful basis that is recorded
 */
export const otherQueues = (
  facts: ReferralFacts,
  isIn: readonly string[],
  overruled: readonly Purpose[] = [],
): readonly Queue[] =>
  (Object.keys(allows) as Queue[]).filter(
    (queue) => !isIn.includes(queue) && allows[queue](facts, overruled),
  )
