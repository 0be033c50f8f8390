import type { Decision } from '@/lib/routing/decision'
import type { ReferralFacts } from '@/lib/routing/facts'
import * as when from '@/lib/routing/predicates'

/** Whether police learn who an adult is who did not agree to it: the safeguarding lead reviews each. */
export const isSharedWithoutAgreement = (
  facts: ReferralFacts,
  { identityToPolice }: Pick<Decision, 'identityToPolice'>,
) =>
  identityToPolice === 'shared' &&
  !when.mayBeChild(facts) &&
  !when.nobodyIdentified(facts) &&
  !when.agreesToPoliceIdentity(facts)
